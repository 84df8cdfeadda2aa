"""Settings for every test."""

import os

from hypothesis import settings

# How long an example takes says more about the machine than about the product. A run that judges
# a change tries the same examples each time; at the desk they vary.
settings.register_profile("desk", deadline=None)
settings.register_profile("judging", deadline=None, derandomize=True)
settings.load_profile("judging" if os.environ.get("CI") else "desk")
