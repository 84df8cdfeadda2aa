"""The help page: the manual's chapters, the keys, and what the features can and cannot do."""

from collections.abc import Iterable
from html import escape
from importlib import resources

from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from ui.bridge import Bridge
from ui.sidebar.limits import lines_of
from workbench.kernel.advice import BANNER
from workbench.kernel.features import Feature

KEYS = (
    ("到处", (("Ctrl+K", "查找案件、材料、命令"), ("Ctrl+F", "在当前页面内查找"))),
    ("卷宗", (("F2", "重命名材料"), ("Delete", "删除材料（先询问）"))),
    (
        "AI 参考",
        (
            ("↑ ↓", "上一条、下一条建议"),
            ("A", "采纳"),
            ("E", "编辑后采纳；Ctrl+Enter 采纳改后的内容，Esc 收起并保留文字"),
            ("D", "不采纳"),
            ("W", "该建议有误，可写说明"),
            ("Enter", "打开第一个来源"),
            ("Z 或 Ctrl+Z", "撤销刚才的决定"),
        ),
    ),
    (
        "法规库",
        (
            ("Enter", "从检索框进入结果"),
            ("Ctrl+↑ Ctrl+↓", "上一条、下一条"),
            ("Ctrl+Shift+C", "复制引用"),
        ),
    ),
)


class HelpPage(QFrame):
    """帮助."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("帮助")
        self._chapters = [
            *manual(),
            ("键盘操作", keys_page()),
            ("智能功能的能力与局限", features_page(bridge.workbench.features)),
        ]
        self.names = QListWidget()
        self.names.setAccessibleName("帮助的目录")
        self.names.setMaximumWidth(self.fontMetrics().horizontalAdvance("国") * 14)
        self.text = QTextBrowser()
        self.text.setAccessibleName("帮助内容")
        self.text.setOpenLinks(False)
        self.text.setMaximumWidth(self.fontMetrics().horizontalAdvance("国") * 44)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.names)
        row.addWidget(self.text, 8)
        row.addStretch(1)
        self.names.addItems([name for name, _ in self._chapters])
        self.names.currentRowChanged.connect(self._show)
        self.names.setCurrentRow(0)

    def _show(self, place: int) -> None:
        self.text.setHtml(self._chapters[place][1])


def manual() -> list[tuple[str, str]]:
    """Return title and HTML of the manual's chapters, in the order of their files."""
    from PySide6.QtGui import QTextDocument

    folder = resources.files("resources").joinpath("help")
    chapters = []
    files = (
        [file for file in folder.iterdir() if file.name.endswith(".md")] if folder.is_dir() else []
    )
    for file in sorted(files, key=lambda file: file.name):
        document = QTextDocument()
        text = file.read_text("utf-8")
        document.setMarkdown(text)
        title = text.lstrip().splitlines()[0].lstrip("# ").strip()
        chapters.append((title, document.toHtml()))
    return chapters


def keys_page() -> str:
    """Return the keys as HTML."""
    parts = ["<h2>键盘操作</h2>"]
    for room, keys in KEYS:
        rows = (
            f"<tr><td><b>{escape(key)}</b>&nbsp;&nbsp;</td><td>{escape(words)}</td></tr>"
            for key, words in keys
        )
        parts.append(f"<h3>{room}</h3><table cellpadding='3'>{''.join(rows)}</table>")
    return "".join(parts)


def features_page(features: Iterable[Feature]) -> str:
    """Return what each feature does and where it fails as HTML."""
    parts = [f"<h2>智能功能的能力与局限</h2><p>{escape(BANNER)}。</p>"]
    for feature in features:
        parts.append(f"<h3>{escape(feature.title)}</h3>")
        for line in lines_of(feature):
            text = escape(line)
            parts.append(f"<p><b>{text}</b></p>" if line.endswith("：") else f"<p>{text}</p>")
    return "".join(parts)
