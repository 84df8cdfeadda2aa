"""The data of a case as fields: number, court, cause, stage, days."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui import theme
from ui.pages.overview_edits import CaseEdits
from ui.widgets.fields import CheckedField
from ui.words import chinese_date, parse_date
from workbench.papers import field_checks as checks
from workbench.papers.case_facts import facts
from workbench.papers.model import Case

STAGES = ("一审", "二审", "再审", "再审审查", "特别程序", "执行")
PROCEDURES = ("普通程序", "简易程序", "小额诉讼程序", "速裁程序", "特别程序", "第二审程序")
TWO = 44
"""Width in characters from which the fields stand in two columns."""
DAYS = ("filed", "evidence_until", "hearing", "judgment", "extended_until")


@dataclass(frozen=True)
class Row:
    """A field: name, label, how it is checked, hint, and what is said of an accepted text."""

    name: str
    label: str
    normal: Callable[[str], str] = str
    hint: str = ""
    warn: Callable[[str], str] | None = None


class CaseForm(QWidget):
    """The fields of a case; leaving a field stores it."""

    def __init__(self, edits: CaseEdits) -> None:
        super().__init__()
        self._edits = edits
        self._case: Case | None = None
        self.fields: dict[str, CheckedField] = {}
        self._labels: list[QLabel] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.RHYTHM)
        self._grid.setVerticalSpacing(theme.RHYTHM)
        for row in self._rows():
            self._add(row)
        self.fields["stage"].offer(STAGES)
        self.fields["procedure"].offer(PROCEDURES)
        self._offered = False
        self.fields["cause"].line.textEdited.connect(self._offer_causes)
        self._place(1)

    def show_case(self, case: Case) -> None:
        """Show a case; a field that is being typed in stays."""
        self._case = case
        for name, text in texts(case).items():
            self.fields[name].show_value(text)
        stage = facts(case).stage
        self.fields["stage"].line.setPlaceholderText(
            f"未填，按案号为{stage}" if stage else "例如：一审"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use two columns where there is room."""
        super().resizeEvent(event)
        em = self.fontMetrics().horizontalAdvance("国")
        self._place(2 if self.width() >= TWO * em else 1)

    def _rows(self) -> tuple[Row, ...]:
        day = "例如：2026年3月5日"
        return (
            Row("title", "案件名称", checks.title, "例如：张三诉李四民间借贷"),
            Row(
                *("number", "案号", checks.number, "例如：（2026）京0105民初1号"),
                self._number_warning,
            ),
            Row("court", "法院"),
            Row("cause", "案由", str, "输入几个字即可选择"),
            Row("stage", "审级", str, "例如：一审"),
            Row("procedure", "程序", str, "例如：简易程序"),
            Row("panel", "审判人员", checks.people, "多人用顿号隔开"),
            Row("filed", "立案日期", checks.day, day, checks.day_warning),
            Row("evidence_until", "举证期限届满日", checks.day, day, checks.day_warning),
            Row("hearing", "开庭日期", checks.day, day, checks.day_warning),
            Row("judgment", "宣判（结案）日期", checks.day, day, checks.day_warning),
            Row("extended_until", "审限延长至", checks.day, "经批准延长的，填届满日"),
            Row("excluded_days", "不计入审限", checks.days, "公告、鉴定等天数，例如：30日"),
        )

    def _add(self, row: Row) -> None:
        field = CheckedField(row.label, row.normal, row.hint, row.warn)
        field.accepted.connect(lambda text, one=row: self._save(one, text))
        self.fields[row.name] = field
        label = QLabel(row.label)
        label.setProperty("role", "muted")
        label.setBuddy(field.line)
        self._labels.append(label)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        pairs = zip(self._labels, self.fields.values(), strict=True)
        for number, (label, field) in enumerate(pairs):
            row, column = divmod(number, columns)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            label.setContentsMargins(0, 5, 0, 0)
            self._grid.addWidget(label, row, 2 * column, align)
            self._grid.addWidget(field, row, 2 * column + 1, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            self._grid.setColumnStretch(2 * column + 1, int(column < columns))

    def _save(self, row: Row, text: str) -> None:
        if not self._edits.set(f"改{row.label}", **{row.name: content(row.name, text)}):
            self.fields[row.name].not_saved()

    def _number_warning(self, text: str) -> str:
        if self._case is None:
            return ""
        twins = self._edits.desk.twins(self._case.id, text)
        return checks.number_warning(self._case, twins, text)

    def _offer_causes(self) -> None:
        """Read the causes when they are first needed; the table has 1,700 of them."""
        if self._offered:
            return
        self._offered = True
        from workbench.reference.causes import causes

        names = [cause.name for cause in causes() if cause.level > 1]
        self.fields["cause"].offer(names, anywhere=True)


def texts(case: Case) -> dict[str, str]:
    """Return the texts of the fields."""
    result = {
        "title": case.title,
        "number": case.number,
        "court": case.court,
        "cause": case.cause,
        "stage": case.stage,
        "procedure": case.procedure,
        "panel": "、".join(case.panel),
        "excluded_days": f"{case.excluded_days}日" if case.excluded_days else "",
    }
    return result | {name: chinese_date(getattr(case, name)) for name in DAYS}


def content(name: str, text: str) -> Any:
    """Return what is stored for the text of a field."""
    if name in DAYS:
        return parse_date(text)
    if name == "panel":
        return tuple(text.split("、")) if text else ()
    if name == "excluded_days":
        return int(text.removesuffix("日") or 0)
    return text
