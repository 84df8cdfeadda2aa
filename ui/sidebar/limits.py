"""The limits card (能力与局限) of a feature, as its row of the table says it."""

from PySide6.QtWidgets import QFrame, QWidget

from ui.sidebar.text import column, wrapped
from workbench.kernel.features import Feature


class LimitsCard(QFrame):
    """What a feature does, on what basis, where it fails, and what was measured."""

    def __init__(self, feature: Feature, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "limits")
        self.setAccessibleName(f"{feature.title}的能力与局限")
        layout = column(self, spacing=4, margin=8)
        for line in lines_of(feature):
            head = not line.startswith("· ") and line.endswith("：")
            layout.addWidget(wrapped(line, "small" if head else ""))


def lines_of(feature: Feature) -> list[str]:
    """Return the lines of the card; heads end in a colon, items begin with a dot."""
    figures = [f"· {figure}" for figure in feature.figures]
    return [
        "用途：",
        feature.does,
        "依据：",
        feature.basis,
        "局限：",
        *(f"· {limit}" for limit in feature.limits),
        "实测：",
        *(figures or ["· 暂无实测数字。"]),
    ]
