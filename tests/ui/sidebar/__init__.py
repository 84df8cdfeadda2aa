"""Tests of the sidebar by what its groups show."""
