"""Settings for every test."""

import gc
import os

from hypothesis import settings

# How long an example takes says more about the machine than about the product. A run that judges
# a change tries the same examples each time; at the desk they vary.
settings.register_profile("desk", deadline=None)
settings.register_profile("judging", deadline=None, derandomize=True)
settings.load_profile("judging" if os.environ.get("CI") else "desk")

MANY = 20_000
"""New objects after which garbage is collected between two tests."""

# Widgets of one test may be garbage in the next, whose threads must not destroy them: as in the
# window (ui/collecting.py), garbage is collected in the main thread alone.
gc.disable()


def pytest_runtest_teardown() -> None:
    """Collect what tests left."""
    if gc.get_count()[0] > MANY:
        gc.collect()
