"""Parts of the hearing's page: player, waveform, list of turns, their bars and dialogs."""
