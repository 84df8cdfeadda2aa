"""Makes the demonstration's hearing and its small speech model; run once, outside of the tests.

Needs the extra ``speech-training`` of pyproject.toml in an environment of its own. Nothing in here
is part of the installed product.
"""
