"""A hearing is recorded from the microphones: on the disk as it comes, a recording at the end."""
