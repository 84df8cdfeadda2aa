"""What the window says of recordings when it opens and before it closes."""

from PySide6.QtWidgets import QWidget

from ui.asking import confirm
from ui.bridge import Bridge
from workbench.hearing.timeline import clock

QUESTION = (
    "正在录音。关闭窗口会结束录音：已录的声音都保存，下次打开时成为完整的录音。"
    "要继续录音，请按“取消”。"
)


def may_close(window: QWidget, bridge: Bridge) -> bool:
    """Ask before a recording ends with the window; say whether it may close."""
    if bridge.closed or not bridge.live.recording:
        return True
    return confirm(window, "正在录音", QUESTION, "结束录音并关闭")


def tell_found(bridge: Bridge) -> None:
    """Say which recordings did not end in order, and let parts go that nobody needs."""
    room = bridge.workbench.hearing
    for found in room.live.found():
        hearing = room.hearing(found.recording.hearing)
        case = bridge.workbench.papers.case(hearing.case)
        how = "没有保存完整" if found.ended else "没有正常结束"
        bridge.failed.emit(
            f"“{case.title}”第{hearing.ordinal}次庭审有一段录音{how}，"
            f"已找到 {clock(found.seconds)} 的声音。",
            "请打开这次庭审，按“保存这段录音”。",
        )
    room.live.tidy()
