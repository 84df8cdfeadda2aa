"""Set-up of a source checkout."""
