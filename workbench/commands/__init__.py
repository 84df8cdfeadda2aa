"""The commands of the terminal, one module per room, one thin function per command."""
