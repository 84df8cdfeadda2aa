"""The claims of a case, each a text that can be edited, moved and removed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui import icons, theme
from ui.pages.overview_edits import CaseEdits
from ui.widgets.growing import GrowingText

NONE = "还没有诉讼请求。可从起诉状提取并核对，也可以直接添加。"


class ClaimRow(QWidget):
    """A claim with its number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        label = QLabel(f"{number}.")
        label.setContentsMargins(0, 5, 0, 0)
        self.text = GrowingText(f"诉讼请求第 {number} 项")
        label.setBuddy(self.text)
        self.remove = QPushButton()
        self.remove.setProperty("flat", True)
        self.remove.setAccessibleName(f"删除诉讼请求第 {number} 项")
        self.remove.setToolTip("删除这一项（可撤销）")
        icons.put(self.remove, "delete")
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)


class ClaimsEditor(QWidget):
    """The claims; leaving one stores it, Enter goes on to the next or a new one."""

    def __init__(self, edits: CaseEdits) -> None:
        super().__init__()
        self._edits = edits
        self._claims: tuple[str, ...] = ()
        self._adding = False
        self.rows: list[ClaimRow] = []
        self.none = QLabel(NONE)
        self.none.setProperty("role", "muted")
        self.none.setWordWrap(True)
        self.add = QPushButton()
        self.add.setText("添加一项")
        self.add.setProperty("flat", True)
        icons.put(self.add, "plus")
        self.add.clicked.connect(self.add_claim)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.RHYTHM // 2)
        column.addWidget(self.none)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.RHYTHM // 2)
        column.addLayout(self._list)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_claims(self, claims: Sequence[str]) -> None:
        """Show claims; one that is being typed in stays."""
        self._claims = tuple(claims)
        self._adding = self._adding and self._is_typing_new()
        self._draw()

    def _draw(self) -> None:
        texts = [*self._claims, *([""] if self._adding else [])]
        while len(self.rows) < len(texts):
            self._make_row()
        while len(self.rows) > len(texts):
            row = self.rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for row, text in zip(self.rows, texts, strict=True):
            row.text.show_value(text)
        self.none.setVisible(not texts)

    def add_claim(self) -> None:
        """Add an empty claim at the end and put the cursor there."""
        self._adding = True
        self._draw()
        self.rows[-1].text.setFocus(Qt.FocusReason.OtherFocusReason)

    def shift(self, step: int) -> bool:
        """Move the claim with the cursor up (-1) or down (1); ``False`` where none has it."""
        place = next((i for i, row in enumerate(self.rows) if row.text.hasFocus()), -1)
        if not 0 <= place < len(self._claims):
            return False
        self.rows[place].text.save()
        target = min(max(0, place + step), len(self._claims) - 1)
        claims = list(self._claims)
        claims.insert(target, claims.pop(place))
        if tuple(claims) != self._claims:
            self.rows[target].text.setFocus(Qt.FocusReason.OtherFocusReason)
            self._edits.set("移动诉讼请求", claims=tuple(claims))
        return True

    def drafts(self) -> dict[str, str]:
        """Return what is typed and not saved, by place."""
        typed = {str(place): row.text.draft for place, row in enumerate(self.rows)}
        return {place: text for place, text in typed.items() if text is not None}

    def put_drafts(self, drafts: dict[str, str]) -> None:
        """Put back what was typed and not saved."""
        for place, text in drafts.items():
            if place == str(len(self._claims)) and text:
                self._adding = True
                self._draw()
            if place.isdecimal() and int(place) < len(self.rows):
                self.rows[int(place)].text.put_draft(text)

    def _is_typing_new(self) -> bool:
        if len(self.rows) <= len(self._claims):
            return False
        text = self.rows[-1].text
        return text.hasFocus() or bool(text.draft)

    def _make_row(self) -> None:
        row = ClaimRow(len(self.rows) + 1)
        row.text.accepted.connect(lambda text, one=row: self._save(one, text))
        row.text.entered.connect(lambda one=row: self._go_on(one))
        row.remove.clicked.connect(lambda _=False, one=row: self._save(one, ""))
        self.rows.append(row)
        self._list.addWidget(row)

    def _save(self, row: ClaimRow, text: str) -> None:
        if row not in self.rows:
            return  # it was taken away while the cursor was in it
        place = self.rows.index(row)
        claims = [*self._claims]
        is_new = place >= len(claims)
        if is_new:
            self._adding = False
            claims += [text] if text else []
        elif text:
            claims[place] = text
        else:
            del claims[place]
        if tuple(claims) == self._claims:
            self.show_claims(self._claims)
            return
        what = "添加" if is_new else "改" if text else "删除"
        if not self._edits.set(f"{what}诉讼请求", claims=tuple(claims)):
            self._adding = is_new
            row.text.not_saved()

    def _go_on(self, row: ClaimRow) -> None:
        place = self.rows.index(row) + 1 if row in self.rows else len(self.rows)
        if place < len(self.rows):
            self.rows[place].text.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._claims:
            self.add_claim()
