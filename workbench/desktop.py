"""What the desktop gives the window: Chinese input, fonts, scaling, the reader for the blind.

Everything is looked at from outside (environment, files, names of processes), so that it can be
told without a window. Sources: Qt's platform input contexts (``QT_IM_MODULE``, ``QT_IM_MODULES``),
the documentation of ibus and fcitx5.
"""

import os
import shutil
import sys
from collections.abc import Collection, Mapping, MutableMapping
from dataclasses import dataclass
from importlib import metadata, resources, util
from pathlib import Path

from workbench import fonts

PLUGINS = Path("Qt") / "plugins" / "platforminputcontexts"
SYSTEM_PLUGINS = "usr/lib/*/qt6/plugins/platforminputcontexts"
FRAMEWORKS = ("fcitx5", "fcitx", "ibus-daemon")
_FCITX = ("fcitx", "fcitx5")
IBUS = "ibus"
DAEMON = "ibus-daemon"
NO_DAEMON = (
    "Qt 的 ibus 插件要求能找到名为 ibus-daemon 的程序，本机没有，只能输入西文。"
    "请安装 ibus（可以不启动），或在程序文件夹中让 resources/input/ibus-daemon 可以执行。"
)
BY_IBUS = "请在启动本程序前设置环境变量 QT_IM_MODULE=ibus（fcitx5 自带 ibus 接口，可以共用）"


@dataclass(frozen=True)
class Check:
    """One line of the self-check: what was looked at, whether it holds, and the words."""

    name: str
    good: bool
    words: str


@dataclass(frozen=True)
class Desktop:
    """What was found on this machine.

    Attributes:
        system: ``sys.platform``.
        environment: the variables of this process.
        plugins: input plugins of the program's Qt, as ``ibus`` and ``compose``.
        system_plugins: files of fcitx plugins that the system's Qt has.
        running: which of :data:`FRAMEWORKS` run.
        qt: version of the program's Qt.
        daemon: a program named ``ibus-daemon`` can be found, or what stands in for it.
        families: installed font families with Chinese characters; ``None`` where not known.
    """

    system: str
    environment: Mapping[str, str]
    plugins: frozenset[str]
    system_plugins: tuple[str, ...] = ()
    running: frozenset[str] = frozenset()
    qt: str = ""
    daemon: bool = True
    families: tuple[str, ...] | None = None


def look() -> Desktop:
    """Look at this machine."""
    return Desktop(
        sys.platform,
        dict(os.environ),
        input_plugins(),
        _system_plugins(Path("/")),
        running(Path("/proc")),
        _qt_version(),
        bool(shutil.which(DAEMON) or stand_in()),
        _families(),
    )


def input_plugins() -> frozenset[str]:
    """Return the input plugins of the program's Qt."""
    found = util.find_spec("PySide6")
    places = list(found.submodule_search_locations or ()) if found is not None else []
    files = [file for place in places for file in (Path(place) / PLUGINS).glob("lib*plugin.so")]
    names = (file.name.removeprefix("lib").removesuffix("plugin.so") for file in files)
    return frozenset(name.removesuffix("platforminputcontext") for name in names)


def running(processes: Path) -> frozenset[str]:
    """Return which input frameworks run, from a ``/proc`` folder."""
    names = set()
    for file in processes.glob("[0-9]*/comm"):
        try:
            names.add(file.read_text("utf-8", errors="replace").strip())
        except OSError:
            continue  # it ended meanwhile
    return frozenset(names) & frozenset(FRAMEWORKS)


def usable_module(environment: Mapping[str, str], plugins: Collection[str]) -> str:
    """Return what ``QT_IM_MODULE`` should be instead; empty where it may stay as it is.

    PySide6 has no plugin for fcitx, and Qt then takes none at all; fcitx5 also answers as ibus.
    """
    if environment.get("QT_IM_MODULES") or environment.get("QT_IM_MODULE") not in _FCITX:
        return ""
    has_own = any(name.startswith("fcitx") for name in plugins)
    return IBUS if not has_own and IBUS in plugins else ""


def mend(environment: MutableMapping[str, str]) -> None:
    """Let Qt reach fcitx5; to be called before Qt starts, with the variables of this process.

    Qt's ibus plugin looks for a program ``ibus-daemon`` and is silent without one, though fcitx5
    answers in its place: what stands in is put behind all other folders of ``PATH``.
    """
    if module := usable_module(environment, input_plugins()):
        environment["QT_IM_MODULE"] = module
    wanted = [*environment.get("QT_IM_MODULES", "").split(";"), environment.get("QT_IM_MODULE")]
    path = environment.get("PATH", "")
    if IBUS in wanted and shutil.which(DAEMON, path=path) is None and (folder := stand_in()):
        environment["PATH"] = f"{path}{os.pathsep}{folder}" if path else folder


def stand_in() -> str:
    """Return the folder of what stands in for ``ibus-daemon``; empty where it cannot be run."""
    file = Path(str(resources.files("resources"))) / "input" / DAEMON
    return str(file.parent) if os.access(file, os.X_OK) else ""


def examine(desktop: Desktop) -> list[Check]:
    """Check what the window needs of the desktop."""
    return [
        check_input(desktop),
        check_fonts(desktop),
        check_scaling(desktop),
        check_reader(desktop),
    ]


def check_input(desktop: Desktop) -> Check:
    """Say whether Chinese can be typed, and what to do where it cannot."""
    name, environment = "中文输入", desktop.environment
    if desktop.system != "linux":
        return Check(name, True, "由系统提供，不需要设置。")
    facts = f"{_variables(environment)}；程序自带的输入插件：{_plugins(desktop)}。"
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        return Check(name, True, f"没有图形会话，未检查输入法。{facts}")
    if not desktop.running:
        words = "没有运行中的输入法（ibus 或 fcitx5），只能输入西文。请安装并启动其中之一。"
        return Check(name, False, words + facts)
    if not environment.get("DBUS_SESSION_BUS_ADDRESS"):
        words = "没有会话总线（DBUS_SESSION_BUS_ADDRESS），程序连不上输入法。请从桌面启动程序。"
        return Check(name, False, words + facts)
    good, words = _module_words(desktop)
    return Check(name, good, words + facts)


def check_fonts(desktop: Desktop) -> Check:
    """Say which faces of court documents are missing, and what stands in for them."""
    name = "文书字体"
    if desktop.families is None:
        return Check(name, True, "由系统提供，未逐项检查。")
    if not desktop.families:
        return Check(name, False, "系统没有中文字体，界面使用随程序附带的字体。请安装中文字体。")
    table = fonts.load()
    lines = []
    for role in table.values():
        choice = fonts.choose(role.role, desktop.families, table)
        if choice.exact:
            continue
        instead = f"以“{choice.family}”代替" if choice.family else "没有可代替的字体"
        lines.append(f"缺{role.asked}（{role.used}），{instead}")
    if not lines:
        return Check(name, True, "仿宋、小标宋、楷体、宋体、黑体都有。")
    return Check(name, True, f"{'；'.join(lines)}。请向信息部门索取有授权的字体。")


def check_scaling(desktop: Desktop) -> Check:
    """Say how the desktop scales windows."""
    names = ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_AUTO_SCREEN_SCALE_FACTOR")
    given = [f"{key}={desktop.environment[key]}" for key in names if desktop.environment.get(key)]
    words = "、".join(given) or "按桌面的设置"
    return Check("显示缩放", True, f"{words}；字太小或太大时，用“设置 → 字体与字号”。")


def check_reader(desktop: Desktop) -> Check:
    """Say whether a screen reader can reach the window."""
    name = "读屏"
    if desktop.system != "linux":
        return Check(name, True, "由系统提供。")
    bus = Path("/usr/share/dbus-1/services/org.a11y.Bus.service").exists()
    if not bus:
        return Check(name, True, "没有无障碍总线（at-spi2-core），读屏软件不可用；不用读屏时无妨。")
    words = "有无障碍总线"
    words += "，已安装 Orca。" if shutil.which("orca") else "，未安装 Orca 读屏软件。"
    if not desktop.environment.get("QT_LINUX_ACCESSIBILITY_ALWAYS_ON"):
        words += "读屏软件启动后窗口自动接入。"
    return Check(name, True, words)


def _module_words(desktop: Desktop) -> tuple[bool, str]:
    environment, plugins = desktop.environment, desktop.plugins
    wayland = bool(environment.get("WAYLAND_DISPLAY"))
    wanted = environment.get("QT_IM_MODULES") or environment.get("QT_IM_MODULE", "")
    first = wanted.split(";")[0]
    if IBUS in wanted and IBUS in plugins and not desktop.daemon:
        return False, NO_DAEMON
    if first == IBUS and IBUS in plugins:
        return True, f"通过 ibus 接口连接（运行中：{'、'.join(sorted(desktop.running))}）。"
    if first in _FCITX:
        return _fcitx_words(desktop)
    if not first and wayland:
        return True, "由桌面的 Wayland 输入协议提供。"
    if not first:
        return False, f"没有指定输入法接口，只能输入西文。{BY_IBUS}。"
    return False, f"程序没有“{first}”输入插件。{BY_IBUS}。"


def _fcitx_words(desktop: Desktop) -> tuple[bool, str]:
    if any(name.startswith("fcitx") for name in desktop.plugins):
        return True, "通过 fcitx 插件连接。"
    if not desktop.daemon:
        return False, NO_DAEMON
    copies = "；".join(desktop.system_plugins)
    series = ".".join(desktop.qt.split(".")[:2])
    copy = (
        f"系统中有 fcitx 插件（{copies}），只有在系统的 Qt 也是 {series} 版时才可复制到程序的"
        "插件文件夹。"
        if copies
        else f"也可安装与 Qt {series} 版相符的 fcitx5 输入插件。"
    )
    if "fcitx5" in desktop.running or IBUS + "-daemon" in desktop.running:
        return True, f"程序没有 fcitx 插件，已自动改用 ibus 接口。{BY_IBUS}。"
    return False, f"程序没有 fcitx 插件，运行中的 fcitx 不提供 ibus 接口。请改用 fcitx5。{copy}"


def _variables(environment: Mapping[str, str]) -> str:
    names = ("QT_IM_MODULE", "QT_IM_MODULES", "XMODIFIERS", "GTK_IM_MODULE")
    given = [f"{key}={environment[key]}" for key in names if environment.get(key)]
    return "环境变量：" + ("、".join(given) or "都未设置")


def _plugins(desktop: Desktop) -> str:
    return "、".join(sorted(desktop.plugins)) or "无"


def _system_plugins(root: Path) -> tuple[str, ...]:
    return tuple(str(file) for file in sorted(root.glob(f"{SYSTEM_PLUGINS}/*fcitx*.so")))


def _qt_version() -> str:
    for name in ("PySide6-Essentials", "PySide6"):
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return ""


def _families() -> tuple[str, ...] | None:
    if sys.platform != "linux" or shutil.which("fc-list") is None:
        return None
    import subprocess

    found = subprocess.run(
        ["fc-list", ":lang=zh", "family"],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()
    return tuple(sorted({name.strip() for line in found for name in line.split(",") if name}))
