"""The hearing record (法庭笔录): stages, exhibits, what the record says, and its files."""
