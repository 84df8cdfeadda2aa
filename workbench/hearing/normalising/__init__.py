"""A model's text as courts write it: Simplified Chinese, punctuation, numbers.

Every rewriting but the script tells its changes with their places.
"""
