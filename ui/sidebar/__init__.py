"""The AI sidebar: the only place where advice is shown, beside the work and never in it."""
