"""System libraries and fonts that the window needs, and how to get them on Debian's kin.

The list is what ``objdump -p`` names as NEEDED in the Qt 6.9 wheels (Core, Gui, Widgets, DBus,
Multimedia, the xcb and offscreen platforms); apt brings what those need in turn. Standard library
only, and in a syntax that an older Python can read: this runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

# Shared library -> Debian package; UOS and Kylin use the same names.
QT_LIBRARIES = (
    ("libEGL.so.1", "libegl1"),
    ("libGL.so.1", "libgl1"),
    ("libX11.so.6", "libx11-6"),
    ("libX11-xcb.so.1", "libx11-xcb1"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libfreetype.so.6", "libfreetype6"),
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libpulse.so.0", "libpulse0"),
    ("libxcb.so.1", "libxcb1"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-randr.so.0", "libxcb-randr0"),
    ("libxcb-render.so.0", "libxcb-render0"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxcb-shm.so.0", "libxcb-shm0"),
    ("libxcb-sync.so.1", "libxcb-sync1"),
    ("libxcb-util.so.1", "libxcb-util1"),
    ("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    ("libxcb-xkb.so.1", "libxcb-xkb1"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
CJK_FONT = "fonts-noto-cjk"
# The font is 57 MB; a slow line must not hold up a set-up that works without it.
FONT_SECONDS = 60

_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_FONT_WORDS = ("cjk", "wqy", "uming", "ukai", "simsun", "simfang", "fangsong", "sourcehan")


def say(text: str) -> None:
    """Write one line for the person at the terminal."""
    print(text, file=sys.stderr, flush=True)


def loads(library: str) -> bool:
    """Say whether the loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(found: Callable[[str], bool] = loads) -> list[str]:
    """Return the Debian packages of those libraries that are not found, in the list's order."""
    return [package for library, package in QT_LIBRARIES if not found(library)]


def has_chinese_font() -> bool:
    """Say whether a font with Chinese characters is installed."""
    if shutil.which("fc-list"):
        listed = subprocess.run(
            ["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False
        )
        return bool(listed.stdout.strip())
    files = (
        path.name.lower()
        for folder in _FONT_FOLDERS
        for path in Path(folder).expanduser().rglob("*.[ot]t[fc]")
    )
    return any(word in name for name in files for word in _FONT_WORDS)


def can_install() -> bool:
    """Say whether this process may install packages with apt."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def command_for(packages: Sequence[str]) -> str:
    """Return the one command that a person with rights runs to install packages."""
    return f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"


def _apt(arguments: Sequence[str], seconds: int | None = None) -> bool:
    try:
        done = subprocess.run(
            ["apt-get", "-q", "-y", *arguments],
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    if done.returncode:
        say(done.stderr.strip()[-600:])
    return done.returncode == 0


def install_packages(packages: Sequence[str]) -> bool:
    """Install packages with apt; say whether that worked."""
    # The lists of a fresh machine are empty; without a network the old ones may still do.
    _apt(["update"])
    return _apt(["install", "--no-install-recommends", *packages])


def install_font() -> bool:
    """Fetch the Chinese font within :data:`FONT_SECONDS` and install it; say whether it is there.

    Only the fetching may be broken off: dpkg interrupted half-way would need a repair.
    """
    fetched = _apt(
        ["install", "--no-install-recommends", "--download-only", CJK_FONT], FONT_SECONDS
    )
    return fetched and _apt(["install", "--no-install-recommends", CJK_FONT])


def prepare_window(*, with_font: bool) -> None:
    """Bring the libraries and a font, or say what is missing and the command that brings it."""
    if not sys.platform.startswith("linux"):
        return
    packages = missing_packages()
    font = with_font and not has_chinese_font()
    if not packages and not font:
        return
    wanted = [*packages, *([CJK_FONT] if font else [])]
    if not can_install():
        say("窗口界面还缺少系统组件（命令行功能不受影响）。请由管理员执行这一条命令：")
        say(f"  {command_for(wanted)}")
        return
    if packages:
        say(f"安装窗口所需的系统组件：{' '.join(packages)}")
        if not install_packages(packages):
            say("系统组件没有装上（命令行功能不受影响）。连上软件源后执行：")
            say(f"  {command_for(packages)}")
    if font:
        say("安装中文字体 …")
        if not packages:
            _apt(["update"])
        if not install_font():
            say(f"中文字体没有装上，界面改用内置的后备字体。以后可执行：{command_for([CJK_FONT])}")
