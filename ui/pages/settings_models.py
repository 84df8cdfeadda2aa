"""Models on this machine: what is there, what is missing and where it goes; checked and added."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QTreeWidgetItem, QWidget

from ui.bridge import Bridge
from ui.pages.settings_about import tree
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, marked, wrapped
from ui.widgets.errand_row import ErrandRow
from workbench.engines import shelf_errands
from workbench.engines.manifest import Model
from workbench.engines.protocols import Missing
from workbench.engines.shelf import Shelf, guess_kind
from workbench.kernel.errand import Errand

KINDS = {"ocr": "文字识别", "speech": "语音识别", "language": "语言模型"}
WANTED = {
    "ocr": "随程序安装，不需要另外放入。",
    "speech": "faster-whisper 格式的文件夹，内有 model.bin、config.json 和词表，约 1–3 GB。",
    "language": "一个 .gguf 文件，约 1–8 GB；另需安装语言模型引擎。",
}


class ModelsSection(QWidget):
    """本机模型."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge, self._shelf = bridge, Shelf()
        layout = column(self, spacing=8)
        layout.addWidget(
            wrapped(
                "模型只在本机运行，不联网，也不会自行下载；由单位取得后放入。没有模型的功能停用。"
            )
        )
        layout.addWidget(wrapped(f"模型文件夹：{self._shelf.folder}", "muted"))
        self.states = column(spacing=6)
        layout.addLayout(self.states)
        layout.addWidget(wrapped("已登记的模型", "heading"))
        self.none = wrapped("还没有另外放入的模型。", "muted")
        layout.addWidget(self.none)
        self.table = tree(("名称", "种类", "状态", "大小", "内存", "许可"), "本机模型")
        layout.addWidget(self.table)
        layout.addLayout(self._buttons())
        self.errand = ErrandRow("模型处理")
        layout.addWidget(self.errand)
        self.result = wrapped()
        self.result.setAccessibleName("模型处理的结果")
        layout.addWidget(self.result)
        layout.addStretch(1)
        self.table.currentItemChanged.connect(lambda *_: self._offer())
        self.refresh()

    def refresh(self) -> None:
        """List what lies on the shelf, and what each kind still wants."""
        self.table.clear()
        models = self._bridge.attempt(self._shelf.list) or ()
        for model in models:
            self.table.addTopLevelItem(QTreeWidgetItem(_model_row(model)))
        self.table.setVisible(bool(models))
        self.none.setVisible(not models)
        self._show_states(models)
        self._offer()

    def verify(self) -> None:
        """Check the files of the chosen model."""
        item = self.table.currentItem() or self.table.topLevelItem(0)
        if item is None:
            return
        name = item.text(0)

        def told(errand: Errand) -> None:
            problems = errand.results[-1] if errand.results else ()
            words = "".join(problems) or f"“{name}”的文件完整，与清单一致。"
            self._tell(errand, words)

        arguments = {"folder": str(self._shelf.folder), "name": name}
        self.errand.start(shelf_errands.verify, arguments, told)
        self._offer()

    def add_file(self) -> None:
        """Add a model of one file."""
        name, _ = QFileDialog.getOpenFileName(
            self, "选择模型文件", "", "模型 (*.gguf *.onnx *.bin);;全部文件 (*)"
        )
        self._add(name)

    def add_folder(self) -> None:
        """Add a model of several files."""
        self._add(QFileDialog.getExistingDirectory(self, "选择模型文件夹"))

    def _add(self, name: str) -> None:
        if not name:
            return
        kind = self._bridge.attempt(lambda: guess_kind(Path(name))) or self._ask_kind()
        if not kind:
            return

        def told(errand: Errand) -> None:
            added = errand.results[-1] if errand.results else ""
            self._tell(errand, f"已添加模型“{added}”，校验值已登记。")
            self.refresh()

        arguments = {"folder": str(self._shelf.folder), "path": name, "kind": kind}
        self.errand.start(shelf_errands.add, arguments, told)
        self._offer()

    def _ask_kind(self) -> str:
        words, given = QInputDialog.getItem(
            self, "模型的种类", "看不出是哪一种模型，请选择：", list(KINDS.values()), 0, False
        )
        return next((key for key, text in KINDS.items() if given and text == words), "")

    def _tell(self, errand: Errand, words: str) -> None:
        self.result.setText(str(errand.problem) if errand.problem is not None else words)
        self._offer()

    def _buttons(self) -> FlowLayout:
        row = FlowLayout(spacing=8)
        self.check = button("校验模型文件", "check", "核对所选模型的文件是否完整、未被改动")
        self.from_file = button("添加模型文件…", "plus", "一个文件的模型，例如 .gguf")
        self.from_folder = button("添加模型文件夹…", "folder", "几个文件的模型")
        self.check.clicked.connect(self.verify)
        self.from_file.clicked.connect(self.add_file)
        self.from_folder.clicked.connect(self.add_folder)
        for widget in (self.check, self.from_file, self.from_folder):
            row.addWidget(widget)
        return row

    def _offer(self) -> None:
        free = not self.errand.busy
        self.check.setEnabled(free and self.table.topLevelItemCount() > 0)
        self.from_file.setEnabled(free)
        self.from_folder.setEnabled(free)

    def _show_states(self, models: tuple[Model, ...]) -> None:
        while self.states.count():
            self.states.takeAt(0).widget().deleteLater()
        for kind, title in KINDS.items():
            self.states.addWidget(self._state(kind, title, models))

    def _state(self, kind: str, title: str, models: tuple[Model, ...]) -> QWidget:
        if kind == "ocr":
            answer = self._bridge.workbench.ocr.available()
            if isinstance(answer, Missing):
                return marked("warning", "warn", f"{title}：{answer.what}{answer.where_to_put}")
            return marked("check", "good", f"{title}：可用，{answer.name}")
        there = [model.name for model in models if model.kind == kind and model.present]
        if there:
            return marked("check", "good", f"{title}：已放入 {'、'.join(there)}")
        return marked("info", "muted", f"{title}：未放入。需要：{WANTED[kind]}")


def _model_row(model: Model) -> list[str]:
    return [
        model.name,
        KINDS[model.kind],
        "已放好" if model.present else "文件不全或未放入",
        f"{model.size / 1e6:,.0f} MB",
        f"{model.memory_mib:,} MB" if model.memory_mib else "",
        model.licence,
    ]
