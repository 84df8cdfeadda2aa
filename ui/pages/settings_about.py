"""Models on this machine, and what the program is made of."""

import re
from dataclasses import dataclass
from importlib import metadata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from ui.bridge import Bridge
from ui.sidebar.text import button, column, marked, wrapped
from workbench.engines.manifest import Model
from workbench.engines.protocols import Missing
from workbench.engines.shelf import Shelf

PROGRAM = "judges-workbench"
_NAME = re.compile(r"[\w.-]+")
KINDS = {"speech": "语音识别", "ocr": "文字识别", "language": "语言模型"}


class ModelsSection(QWidget):
    """本机模型."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge, self._shelf = bridge, Shelf()
        layout = column(self, spacing=8)
        layout.addWidget(wrapped("模型只在本机运行，不联网。新模型用“workbench models add”放入："))
        layout.addWidget(wrapped(f"模型文件夹：{self._shelf.folder}", "muted"))
        answer = bridge.workbench.ocr.available()
        if isinstance(answer, Missing):
            layout.addWidget(marked("warning", "warn", f"{answer.what}{answer.where_to_put}"))
        else:
            layout.addWidget(marked("check", "good", f"文字识别可用：{answer.name}"))
        self.table = tree(("名称", "种类", "状态", "大小", "内存", "许可"), "本机模型")
        layout.addWidget(self.table)
        self.check = button("校验模型文件", "check", "核对所选模型的文件是否完整、未被改动")
        self.check.clicked.connect(self.verify)
        layout.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        self.result = wrapped()
        self.result.setAccessibleName("校验结果")
        layout.addWidget(self.result)
        layout.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """List what lies on the shelf."""
        self.table.clear()
        models = self._bridge.attempt(self._shelf.list) or ()
        for model in models:
            self.table.addTopLevelItem(QTreeWidgetItem(_model_row(model)))
        self.table.setVisible(bool(models))
        self.check.setVisible(bool(models))
        self.result.setText("" if models else "模型文件夹中还没有另外添加的模型。")

    def verify(self) -> None:
        """Check the files of the chosen model."""
        item = self.table.currentItem() or self.table.topLevelItem(0)
        if item is None:
            return
        name = item.text(0)
        problems = self._bridge.attempt(lambda: self._shelf.verify(name))
        if problems is not None:
            self.result.setText("".join(problems) or f"“{name}”的文件完整，与清单一致。")


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
        for part in third_parties():
            self.parts.addTopLevelItem(QTreeWidgetItem([part.name, part.version, part.licence]))
        layout.addWidget(self.parts, 1)


@dataclass(frozen=True)
class Part:
    """A component of the program: name, version, licence as its makers state it."""

    name: str
    version: str
    licence: str


def third_parties() -> list[Part]:
    """Return the packages that the program needs, and those that they need, by name."""
    found: dict[str, Part] = {}
    waiting = _needs(PROGRAM)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = Part(name, metadata.version(name), _licence(metadata.metadata(name)))
        except metadata.PackageNotFoundError:
            continue  # needed on other systems only
        waiting += _needs(name)
    return sorted(found.values(), key=lambda part: part.name)


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


def _model_row(model: Model) -> list[str]:
    return [
        model.name,
        KINDS[model.kind],
        "已放好" if model.present else "文件不全或未放入",
        f"{model.size / 1e6:.0f} MB",
        f"{model.memory_mib} MB" if model.memory_mib else "",
        model.licence,
    ]


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
