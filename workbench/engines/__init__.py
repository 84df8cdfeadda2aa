"""On-device models behind Protocols, each run in a child process."""
