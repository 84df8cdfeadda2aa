"""What the program is made of: version, licence, third parties with the texts of theirs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QTreeWidget, QTreeWidgetItem, QWidget

from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from ui.slicing import Slicer

PROGRAM = "judges-workbench"
_NAME = re.compile(r"[\w.-]+")
_LICENCE_FILE = re.compile(r"(?i)(^|/)(licen[cs]es?|copying|notice)[^/]*$")
NONE_CARRIED = "“{}”的发布包没有附许可证全文；其许可为：{}。"


class AboutSection(QWidget):
    """关于."""

    def __init__(self) -> None:
        super().__init__()
        layout = column(self, spacing=8)
        layout.addWidget(wrapped("法官工作台", "title"))
        layout.addWidget(wrapped(f"版本 {_version(PROGRAM)}"))
        layout.addWidget(
            wrapped(
                "本程序以 GNU Affero 通用公共许可证第 3 版或更新版本（AGPL-3.0-or-later）发布："
                "可以自由使用、研究、修改和再发布，再发布时须一并提供源代码；不附带任何担保。"
            )
        )
        layout.addWidget(
            wrapped("本程序不联网，不上传任何数据；程序给出的内容仅供参考，裁判由审判人员作出。")
        )
        layout.addWidget(wrapped("使用的第三方组件", "heading"))
        self.parts = tree(("组件", "版本", "许可"), "第三方组件")
        layout.addWidget(self.parts, 1)
        layout.addLayout(self._buttons())
        self.full = QPlainTextEdit()
        self.full.setReadOnly(True)
        self.full.setAccessibleName("许可证全文")
        self.full.setTabChangesFocus(True)
        self.full.setMinimumHeight(240)
        self.full.hide()
        layout.addWidget(self.full, 2)
        # Reading what is installed takes a moment, and the page is to be there at once.
        self._reading = Slicer(self)
        QTimer.singleShot(0, self, self.refresh)

    def refresh(self) -> None:
        """List the components, some at a time."""
        self.parts.clear()
        self._reading.start(third_parties(), self._add)

    def _add(self, part: "Part") -> None:
        names = [self.parts.topLevelItem(row) for row in range(self.parts.topLevelItemCount())]
        place = sum(item is not None and item.text(0) < part.name for item in names)
        item = QTreeWidgetItem([part.name, part.version, part.licence])
        self.parts.insertTopLevelItem(place, item)
        self.theirs.setEnabled(True)

    def show_own(self) -> None:
        """Show the licence of the program."""
        self._show(licence_text(PROGRAM), PROGRAM, "AGPL-3.0-or-later")

    def show_theirs(self) -> None:
        """Show the licence of the chosen component."""
        item = self.parts.currentItem() or self.parts.topLevelItem(0)
        if item is not None:
            self._show(licence_text(item.text(0)), item.text(0), item.text(2))

    def _show(self, text: str, name: str, licence: str) -> None:
        self.full.setPlainText(text or NONE_CARRIED.format(name, licence))
        self.full.show()
        self.full.setFocus()

    def _buttons(self) -> FlowLayout:
        row = FlowLayout(spacing=8)
        self.theirs = button("所选组件的许可证全文", "text", "许可证原文，多为英文")
        self.own = button("本程序的许可证全文", "text", "许可证原文（英文）")
        self.theirs.clicked.connect(self.show_theirs)
        self.own.clicked.connect(self.show_own)
        row.addWidget(self.own)
        row.addWidget(self.theirs)
        self.parts.itemActivated.connect(lambda *_: self.show_theirs())
        return row


@dataclass(frozen=True)
class Part:
    """A component of the program: name, version, licence as its makers state it."""

    name: str
    version: str
    licence: str


def third_parties() -> Iterator[Part]:
    """Yield the packages that the program needs, and those that they need, each once."""
    found: set[str] = set()
    waiting = _needs(PROGRAM)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        try:
            yield Part(name, metadata.version(name), _licence(metadata.metadata(name)))
        except metadata.PackageNotFoundError:
            continue  # needed on other systems only
        waiting += _needs(name)


def _needs(name: str) -> list[str]:
    try:
        rows = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    plain = [row for row in rows if "extra ==" not in row]
    return [match[0].lower().replace("_", "-") for row in plain if (match := _NAME.match(row))]


def _licence(data: metadata.PackageMetadata) -> str:
    if stated := data.get_all("License-Expression"):
        return str(stated[0])
    marks = data.get_all("Classifier") or []
    classes = [mark.rpartition(":: ")[2] for mark in marks if mark.startswith("License ::")]
    named = "".join(data.get_all("License") or []).strip().splitlines()
    return "、".join(classes) or (named[0][:60] if named else "见其发布包")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "（未安装）"


def licence_text(name: str) -> str:
    """Return the texts of the licences that a package carries; empty where it carries none."""
    try:
        files = metadata.files(name) or []
    except metadata.PackageNotFoundError:
        return ""
    wanted = [file for file in files if _LICENCE_FILE.search(str(file)) and file.suffix != ".py"]
    texts = []
    for file in wanted:
        place = file.locate()
        path = str(place)
        try:
            with open(path, encoding="utf-8", errors="replace") as stream:  # noqa: PTH123
                texts.append(f"——— {file.name} ———\n\n{stream.read()}")
        except OSError:
            continue
    return "\n\n".join(texts)


def tree(columns: tuple[str, ...], name: str) -> QTreeWidget:
    """Return a flat table."""
    table = QTreeWidget()
    table.setHeaderLabels(list(columns))
    table.setRootIsDecorated(False)
    table.setAlternatingRowColors(True)
    table.setAccessibleName(name)
    table.setMinimumHeight(160)
    table.setColumnWidth(0, 220)
    return table
