"""What the self-check says of Chinese input and fonts, machine by machine."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from workbench import desktop, fonts
from workbench.desktop import Desktop, check_fonts, check_input, running, usable_module

WHEEL = frozenset({"ibus", "compose"})
SESSION = {"DISPLAY": ":0", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus"}


def machine(
    environment: dict[str, str],
    runs: tuple[str, ...] = ("fcitx5",),
    plugins: frozenset[str] = WHEEL,
    system_plugins: tuple[str, ...] = (),
) -> Desktop:
    return Desktop(
        "linux", environment, plugins, system_plugins, frozenset(runs), "6.9.3", True, ("宋体",)
    )


@pytest.mark.parametrize(
    ("found", "good", "said"),
    [
        (machine({}), True, "没有图形会话"),
        (machine(SESSION, runs=()), False, "没有运行中的输入法"),
        (machine({"DISPLAY": ":0"}), False, "没有会话总线"),
        (machine(SESSION), False, "QT_IM_MODULE=ibus"),
        (machine({**SESSION, "QT_IM_MODULE": "ibus"}), True, "通过 ibus 接口连接"),
        (machine({**SESSION, "QT_IM_MODULE": "fcitx"}), True, "已自动改用 ibus 接口"),
        (machine({**SESSION, "QT_IM_MODULE": "fcitx"}, runs=("fcitx",)), False, "请改用 fcitx5"),
        (
            machine(
                {**SESSION, "QT_IM_MODULE": "fcitx"},
                runs=("fcitx",),
                system_plugins=("/usr/lib/x/libfcitx5platforminputcontextplugin.so",),
            ),
            False,
            "只有在系统的 Qt 也是 6.9 版时才可复制",
        ),
        (
            machine({**SESSION, "QT_IM_MODULE": "fcitx"}, plugins=WHEEL | {"fcitx5"}),
            True,
            "通过 fcitx 插件连接",
        ),
        (machine({**SESSION, "QT_IM_MODULE": "xim"}), False, "没有“xim”输入插件"),
        (machine({**SESSION, "WAYLAND_DISPLAY": "wayland-0"}), True, "Wayland 输入协议"),
        (Desktop("win32", {}, frozenset()), True, "由系统提供"),
    ],
)
def test_what_is_said_of_input(found: Desktop, good: bool, said: str) -> None:
    check = check_input(found)
    assert check.good is good
    assert said in check.words


def test_the_facts_stand_in_the_words() -> None:
    words = check_input(machine({**SESSION, "QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"}))
    assert "QT_IM_MODULE=fcitx、XMODIFIERS=@im=fcitx" in words.words
    assert "程序自带的输入插件：compose、ibus" in words.words


@pytest.mark.parametrize(
    ("environment", "plugins", "module"),
    [
        ({"QT_IM_MODULE": "fcitx"}, WHEEL, "ibus"),
        ({"QT_IM_MODULE": "fcitx5"}, WHEEL, "ibus"),
        ({"QT_IM_MODULE": "fcitx"}, WHEEL | {"fcitx5"}, ""),
        ({"QT_IM_MODULE": "fcitx"}, {"compose"}, ""),
        ({"QT_IM_MODULE": "ibus"}, WHEEL, ""),
        ({"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "wayland;fcitx;ibus"}, WHEEL, ""),
        ({}, WHEEL, ""),
    ],
)
def test_fcitx_is_taken_by_the_interface_that_there_is(
    environment: dict[str, str], plugins: frozenset[str], module: str
) -> None:
    assert usable_module(environment, plugins) == module


def test_without_the_program_that_qt_looks_for_it_is_said() -> None:
    for module in ("ibus", "fcitx"):
        found = replace(machine({**SESSION, "QT_IM_MODULE": module}), daemon=False)
        check = check_input(found)
        assert not check.good
        assert "ibus-daemon" in check.words


@pytest.mark.parametrize("module", ["fcitx", "ibus"])
def test_qt_finds_the_program_that_it_looks_for(module: str, tmp_path: Path) -> None:
    environment = {"QT_IM_MODULE": module, "PATH": str(tmp_path)}
    desktop.mend(environment)
    assert environment["QT_IM_MODULE"] == "ibus"
    assert shutil.which("ibus-daemon", path=environment["PATH"]) is not None
    (tmp_path / "ibus-daemon").write_text("#!/bin/sh\n", "utf-8")
    (tmp_path / "ibus-daemon").chmod(0o755)
    environment = {"QT_IM_MODULE": module, "PATH": str(tmp_path)}
    desktop.mend(environment)
    assert environment["PATH"] == str(tmp_path), "the machine's own comes first"


def test_other_input_methods_are_left_alone(tmp_path: Path) -> None:
    environment = {"QT_IM_MODULE": "compose", "PATH": str(tmp_path)}
    desktop.mend(environment)
    assert environment == {"QT_IM_MODULE": "compose", "PATH": str(tmp_path)}


def test_the_plugins_of_the_installed_qt_are_seen() -> None:
    assert {"ibus", "compose"} <= desktop.input_plugins()


def test_running_frameworks_are_seen(tmp_path: Path) -> None:
    for number, name in (("12", "fcitx5"), ("13", "bash"), ("self", "ibus-daemon")):
        (tmp_path / number).mkdir()
        (tmp_path / number / "comm").write_text(f"{name}\n", "utf-8")
    assert running(tmp_path) == {"fcitx5"}


def test_missing_faces_are_named_with_what_stands_in() -> None:
    words = check_fonts(machine({})).words
    assert "缺仿宋_GB2312（裁判文书正文），以“宋体”代替" in words
    assert "缺方正小标宋_GBK（法院名称和文书名称），以“宋体”代替" in words
    assert "缺宋体" not in words
    none = Desktop("linux", {}, WHEEL, families=())
    assert not check_fonts(none).good


def test_an_exact_face_goes_before_one_that_stands_in() -> None:
    table = fonts.load()
    assert fonts.choose("仿宋", ["宋体", "FangSong"], table) == fonts.Choice("FangSong", True)
    assert fonts.choose("仿宋", ["宋体"], table) == fonts.Choice("宋体", False)
    assert fonts.choose("仿宋", [], table) == fonts.Choice("", False)


def test_this_machine_can_be_looked_at() -> None:
    names = [check.name for check in desktop.examine(desktop.look())]
    assert names == ["中文输入", "文书字体", "显示缩放", "读屏"]
