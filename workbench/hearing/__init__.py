"""The hearing room: recording → transcript → hearing record (庭审笔录)."""
