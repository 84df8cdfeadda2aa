"""The library of precedents: judgments, guiding cases and entries of the case library."""
