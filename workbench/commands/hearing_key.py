"""Which hearing a command means: that of an id, or of a case by its number."""

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.kernel.errors import UserError

if TYPE_CHECKING:
    from workbench.hearing.model import Hearing
    from workbench.workbench import Workbench

CaseKey = Annotated[str, typer.Argument(help="案件编号、案号或名称，或庭审编号。")]
Sitting = Annotated[int, typer.Option("--sitting", help="第几次庭审；只有一次的不必填。")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON。")]


def find_hearing(workbench: "Workbench", key: str, sitting: int) -> "Hearing":
    """Return the hearing of an id, or of a case: the one of a number, or the only one.

    Raises:
        UserError: there is none, or several and no number.
    """
    if workbench.hearing.exists(key):
        return workbench.hearing.hearing(key)
    hearings = workbench.hearing.hearings(workbench.papers.find_case(key).id)
    if not hearings:
        raise UserError(
            "本案没有庭审。", "请先用“workbench hearing import 案件 录音文件”导入录音。"
        )
    chosen = [one for one in hearings if not sitting or one.ordinal == sitting]
    if not chosen:
        raise UserError(f"本案没有第 {sitting} 次庭审。", f"本案共有 {len(hearings)} 次庭审。")
    if len(chosen) > 1:
        numbers = "、".join(str(one.ordinal) for one in hearings)
        raise UserError("本案有几次庭审，请用 --sitting 指明。", f"次序：{numbers}。")
    return chosen[0]
