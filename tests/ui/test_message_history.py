"""The list of messages: what passed is read again; nothing takes the keyboard away."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import type_text
from ui.message_history import EMPTY
from ui.shell import Shell
from workbench.kernel.errors import UserError


def fail() -> None:
    raise UserError("磁盘已满，没有保存。", "请清理磁盘后重试。")


def test_messages_that_are_gone_are_read_again(case_shell: Shell) -> None:
    bridge = case_shell.bridge
    bridge.notice.emit("已复制：《示例法》第一条")
    bridge.attempt(fail)
    bridge.attempt(fail)
    while case_shell.messages.close_newest():
        pass
    QTest.keyClick(
        case_shell,
        Qt.Key.Key_M,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    history = case_shell.history
    shown = [history.list.item(row).text() for row in range(history.list.count())]
    assert len(shown) == 2
    assert shown[0].endswith("问题：磁盘已满，没有保存。请清理磁盘后重试。（共 2 次）")
    assert shown[1].endswith("提示：已复制：《示例法》第一条")
    assert case_shell.focusWidget() is history.list
    QTest.keyClick(history.list, Qt.Key.Key_Escape)
    assert not history.isVisible()


def test_the_status_bar_counts_them_and_opens_the_list(shell: Shell) -> None:
    assert shell.status.messages.text() == "消息"
    shell.bridge.notice.emit("已复制。")
    assert shell.status.messages.text() == "消息 1"
    QTest.mouseClick(shell.status.messages, Qt.MouseButton.LeftButton)
    assert shell.history.isVisible()
    shell.bridge.notice.emit("又已复制。")
    assert shell.history.list.count() == 2


def test_without_messages_it_says_so(shell: Shell) -> None:
    shell.toggle_messages()
    assert shell.history.none.text() == EMPTY
    assert shell.history.none.isVisible()


def test_typing_goes_on_while_messages_come(case_shell: Shell) -> None:
    case_shell.show_cases()
    field = case_shell.column.list.search
    field.setFocus()
    for number, character in enumerate("李四乙"):
        type_text(case_shell.focusWidget(), character)
        case_shell.bridge.notice.emit(f"导入 {number}")
        case_shell.bridge.attempt(fail)
        assert case_shell.focusWidget() is field
    assert field.text() == "李四乙"
