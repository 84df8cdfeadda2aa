"""Cards of advice that shows more than words: precedents, how results spread, causes."""

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QVBoxLayout, QWidget

from ui import icons, routes
from ui.bridge import Bridge
from ui.routes import comparison_key
from ui.sidebar.card import AdviceCard
from ui.sidebar.editor import Editor
from ui.sidebar.text import LinkButton, button, column
from ui.sidebar.values import ValueFacts
from ui.widgets.spread_chart import Chart, SpreadChart
from workbench.kernel.advice import Action, Advice, Source
from workbench.law.precedents.model import Kind
from workbench.law.precedents.spread import NO_FORECAST, Scale, Spread, months, spread
from workbench.reference.causes import charge_of_name, search

PRECEDENT, SPREAD, CAUSE = "precedent", "spread", "cause"
TELLING = frozenset({SPREAD, CAUSE})
"""Kinds that tell something about a run; nobody decides on them."""

MOST_NEAR = 6
"""Names of causes that are offered in place of one that does not exist."""


def card_of(advice: Advice, bridge: Bridge, facts: ValueFacts) -> AdviceCard:
    """Return the card of a piece of advice."""
    made = {PRECEDENT: PrecedentCard, SPREAD: SpreadCard, CAUSE: CauseCard}
    return made.get(advice.kind, AdviceCard)(advice, bridge, facts)


class PrecedentCard(AdviceCard):
    """A similar case. C sets it beside the case."""

    def compare(self) -> None:
        """Open the page that sets case and precedent side by side."""
        self._bridge.open_page.emit(self._comparison())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the card's keys."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() == Qt.Key.Key_C and routes.known(self._comparison()):
            self.compare()
        else:
            super().keyPressEvent(event)

    def _extras(self) -> list[QPushButton]:
        if not routes.known(self._comparison()):
            return []
        self.compare_button = button("对照", "window", "本案与该案左右对照（C）")
        self.compare_button.setProperty("compact", True)
        self.compare_button.clicked.connect(self.compare)
        return [self.compare_button]

    def _actions(self) -> QWidget:
        row = super()._actions()
        self.buttons[Action.ADOPT].setToolTip("采纳为参考：只作记录，不进入任何文书（A）")
        return row

    def _comparison(self) -> str:
        return comparison_key(self.advice.case, self.advice.sources[0].target)


class SpreadCard(AdviceCard):
    """How the results of the similar cases spread, with the cases that were counted."""

    decidable = False

    @cached_property
    def spread(self) -> Spread:
        """What is counted, from the library as it is now."""
        library = self._bridge.workbench.precedents.library
        ids = [int(source.target) for source in self.advice.sources]
        options = self.advice.provenance.options
        charge = str(options.get("cause", "")) if options.get("kind") == Kind.CRIMINAL else ""
        return spread(list(library.heads(ids).values()), charge)

    def _show_body(self, whole: bool) -> None:
        """Say below the title what the pictures are not; they say the numbers themselves."""
        super()._show_body(whole)
        if self.spread.enough:
            self._body.set_text(NO_FORECAST)

    def _picture(self, layout: QVBoxLayout) -> None:
        self.charts = [SpreadChart(chart) for chart in charts_of(self.spread)]
        for chart in self.charts:
            layout.addWidget(chart)

    def _sources(self, layout: QVBoxLayout) -> None:
        """Fold the cases away: they stand as cards of their own, as far as they are shown."""
        self.links = []
        self.unfold = QToolButton()
        self.unfold.setCheckable(True)
        self.unfold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.unfold.setText(f"计入的 {len(self.advice.sources)} 件")
        self.unfold.setToolTip("列出计入统计的案例")
        self.unfold.setAccessibleName(f"列出{self.unfold.text()}案例")
        icons.put(self.unfold, "forward")
        self._listed = QWidget()
        column(self._listed, spacing=2)
        self._listed.hide()
        self.unfold.toggled.connect(self._list)
        layout.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._listed)

    def _list(self, on: bool) -> None:
        icons.put(self.unfold, "down" if on else "forward")
        rows = self._listed.layout()
        if on and not self.links and rows is not None:
            for place, source in enumerate(self.advice.sources):
                self._add_link(source, place)
                rows.addWidget(self.links[-1])
        self._listed.setVisible(on)

    def _add_link(self, source: Source, place: int) -> None:
        link = self._link(source)
        link.clicked.connect(lambda: self.open_source(place))
        self.links.append(link)

    def _press(self) -> None:
        if self.unfold.hasFocus() or self.hasFocus():
            self.unfold.click()
        else:
            super()._press()


class CauseCard(AdviceCard):
    """The causes that the facts point to; another one can be chosen for a new run."""

    decidable = False

    @cached_property
    def other(self) -> Editor:
        """Where the name of any other cause is written."""
        editor = Editor("案由或罪名：", "按此案由重新生成", one_line=True)
        editor.submitted.connect(self._choose)
        return self._add_editor(editor)

    def write_other(self) -> None:
        """Let the person write another cause."""
        self.other.open("")

    def _choose(self, words: str) -> None:
        near = [cause.name for cause in search(words, limit=MOST_NEAR)]
        if len(near) == 1 or words in near or charge_of_name(words) is not None:
            self._leave(self.other)
            self.again.emit(near[0] if len(near) == 1 else words)
            return
        named = f"相近的有：{'、'.join(near)}。" if near else "请按案由规定或罪名规定填写。"
        self._bridge.failed.emit(f"案由表中没有“{words}”，没有重新生成。", named)

    def _extras(self) -> list[QPushButton]:
        others = LinkButton("换其他案由…", "edit")
        others.setToolTip("写明案由或罪名，按它重新推荐法条")
        others.clicked.connect(self.write_other)
        return [*map(self._choice, self.advice.choices), others]

    def _choice(self, cause: str) -> QPushButton:
        made = LinkButton(f"按“{cause}”重新生成", "refresh")
        made.setToolTip(f"按案由“{cause}”重新推荐法条")
        made.clicked.connect(lambda: self.again.emit(cause))
        return made


def charts_of(found: Spread) -> list[Chart]:
    """Return what is drawn of a spread; nothing where there are too few cases."""
    if not found.enough:
        return []
    rows = [Chart(f"裁判结果（{found.cases} 件）", found.outcomes, "件")]
    if found.terms is not None:
        rows.append(_chart("有期徒刑", "人", found.terms, months(found.terms.median)))
    if found.amounts is not None:
        rows.append(_chart("判令给付金额", "件", found.amounts, f" {found.amounts.median:,.0f}元"))
    return rows


def _chart(name: str, unit: str, scale: Scale, median: str) -> Chart:
    title = f"{name}（{scale.number} {unit}，中位数{median}）"
    return Chart(title, scale.bands, unit, scale.middle)


__all__ = ["TELLING", "CauseCard", "PrecedentCard", "SpreadCard", "card_of", "charts_of"]
