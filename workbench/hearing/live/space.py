"""How long the disk still lasts for a recording, and when that is said."""

import shutil
from pathlib import Path

from workbench.hearing.live.model import Format

RESERVE = 512 << 20
"""Bytes that stay free for all else that the workspace writes."""
EARLY = 3600.0
"""Seconds left below which it is said."""


def free_bytes(folder: Path) -> int:
    """Return what the disk of a folder has left; -1 where it does not say."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return -1


def seconds_left(free: int, written: int, form: Format) -> float:
    """Return for how long sound can still be kept and made a complete recording.

    A complete recording is written beside its parts before these go, so that every byte counts
    twice, those that are written already among them.

    Args:
        free: bytes that the disk has left.
        written: bytes of the recording so far.
        form: of its sound.
    """
    return max(0.0, (free - RESERVE - written) / (2 * form.second))


def space_words(seconds: float) -> str:
    """Say how long the disk lasts."""
    minutes = int(seconds // 60)
    if minutes >= 48 * 60:
        return "磁盘空间充足"
    if minutes >= 60:
        return f"磁盘还可录约 {minutes // 60} 小时 {minutes % 60} 分"
    return f"磁盘还可录约 {minutes} 分钟"


def space_warning(free: int, written: int, form: Format) -> str:
    """Return the sentence on a disk that is nearly full; empty while there is room."""
    if free < 0:
        return ""
    left = seconds_left(free, written, form)
    if left >= EARLY:
        return ""
    if left > 0:
        return f"磁盘快满了：{space_words(left)}，请尽快清理磁盘空间。"
    return "磁盘空间不足以保存完整录音：录音仍在继续，请立即清理磁盘空间；已录的片段都在。"
