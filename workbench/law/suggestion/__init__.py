"""Statute suggestion: articles for the facts of a case, with reasons that can be checked."""
