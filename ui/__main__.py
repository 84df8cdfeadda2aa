"""``python -m ui [--workspace DIR]``: the window."""

import sys

from ui.app import main

if __name__ == "__main__":
    sys.exit(main())
