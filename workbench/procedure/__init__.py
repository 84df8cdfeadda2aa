"""Dates of a case: what happened when, and which periods run."""
