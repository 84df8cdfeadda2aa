"""What Ctrl+K finds: commands, cases, papers."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from ui import routes
from ui.quick_open import Entry
from ui.routes import paper_key

if TYPE_CHECKING:
    from ui.shell import Shell


def entries(shell: "Shell", text: str) -> Sequence[Entry]:
    """Return what may be meant by a text; without a text: the commands and the open case."""
    papers = shell.bridge.workbench.papers
    found = list(_commands(shell))
    for case in shell.bridge.cases.rows():
        title = f"{case.number}　{case.title}" if case.number else case.title
        words = f"案件 {case.words}"
        found.append(Entry("case", title, words, partial(shell.open_case, case.id)))
        if case.id != shell.case and not text.strip():
            continue
        for document in papers.documents(case.id):
            name = f"{document.name}　（{case.title}）"
            key = paper_key(document.id)
            words = f"材料 {document.category}"
            found.append(Entry("paper", name, words, partial(shell.open_key, key)))
    return found


def _commands(shell: "Shell") -> Sequence[Entry]:
    rows: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
        ("case", "全部案件", "案件列表", shell.show_cases),
        ("plus", "新建案件", "", shell.opening.acts.new_case),
        ("import", "导入文件…", "卷宗 材料", shell.opening.acts.choose_files),
        ("folder", "导入文件夹…", "卷宗 材料", shell.opening.acts.choose_folder),
        ("library", "打开法规库", "法律 法条 司法解释", partial(shell.open_key, routes.LIBRARY)),
        ("journal", "打开操作日志", "审计 留痕", partial(shell.open_key, routes.JOURNAL)),
        (
            "settings",
            "打开设置",
            "功能开关 口令 外观 备份",
            partial(shell.open_key, routes.SETTINGS),
        ),
        ("help", "打开帮助", "手册 快捷键 局限", partial(shell.open_key, routes.HELP)),
        ("ai", "显示或关闭 AI 参考栏", "建议", shell.toggle_sidebar),
        ("jobs", "任务列表", "进度 取消", shell.toggle_jobs),
    )
    return [Entry(icon, title, f"命令 {words}", open_) for icon, title, words, open_ in rows]
