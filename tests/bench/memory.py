"""Memory of a process, as the system counts it.

What ``getrusage`` says of a process holds for the one too out of which it came.
"""

import re
from pathlib import Path


def peak_mib(process: int | str = "self") -> float:
    """Return the most resident memory that a process ever had, in MiB; 0 where it is gone."""
    return _status("VmHWM", process) / 1024


def resident_mib(process: int | str = "self") -> float:
    """Return the resident memory of a process now, in MiB; 0 where it is gone."""
    return _status("VmRSS", process) / 1024


def members(group: int) -> list[int]:
    """Return the processes of a process group that live now."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text("ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            found.append(int(place.parent.name))
    return found


def _status(field: str, process: int | str) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii", errors="replace")
    except OSError:
        return 0
    found = re.search(rf"{field}:\s+(\d+)", status)
    return int(found[1]) if found else 0
