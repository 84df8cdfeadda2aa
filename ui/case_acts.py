"""What is done to whole cases from the window: new, delete, import."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from ui import routes
from ui.asking import choose, confirm
from ui.hearing_routes import hearings_key
from ui.importing import Importer
from ui.routes import confirmation_key, overview_key, paper_key
from workbench.hearing.gathering import is_recording
from workbench.papers.case_folders import separate_cases

if TYPE_CHECKING:
    from ui.opening import Opening

EACH, TOGETHER = 0, 1
"""Answers to the question whether folders are a case each."""
NAMED = 3


class CaseActs(QObject):
    """New case, deletion of a case, import by dialog or drop."""

    def __init__(self, opening: "Opening", importer: Importer) -> None:
        super().__init__(opening)
        self._opening = opening
        self._bridge = opening.bridge
        self._importer = importer

    def show_cases(self) -> None:
        """Leave the open case and show all cases."""
        self._opening.open_key(routes.CASES)

    def new_case(self) -> None:
        """Make a case and put the cursor on its name."""
        from ui.pages.overview import OverviewPage

        papers = self._bridge.workbench.papers
        case = self._bridge.attempt(lambda: papers.new_case("新案件"))
        if case is None:
            return
        page = self._opening.open_key(overview_key(case.id))
        if isinstance(page, OverviewPage):
            page.fields["title"].line.setFocus(Qt.FocusReason.OtherFocusReason)
            page.fields["title"].line.selectAll()

    def delete_case(self, case_id: str) -> None:
        """Delete a case after asking; its pages are closed once it is gone."""
        papers = self._bridge.workbench.papers
        case, documents = papers.case(case_id), papers.documents(case_id)
        question = (
            f"确定删除案件“{case.title}”及其 {len(documents)} 件材料吗？\n不能恢复，除非有备份。"
        )
        if not confirm(self._opening.windows.active(), "删除案件", question, "删除"):
            return
        self._bridge.attempt(lambda: papers.delete_case(case_id))
        if routes.exists(self._bridge, overview_key(case_id)):
            return  # the reason was told
        if case_id == self._opening.case:
            self.show_cases()
        form = confirmation_key(case_id)
        for key in (overview_key(case_id), form, *(paper_key(d.id) for d in documents)):
            self._opening.close_gone(key)

    def bring(self, paths: Sequence[Path], case_id: str) -> None:
        """Import into a case, or into a new one named after what was brought.

        Folders that look like a case each may become one each; a person is asked.
        """
        folders = [] if case_id else separate_cases(paths)
        if folders:
            answer = self._how_many(folders)
            if answer != TOGETHER:
                if answer == EACH:
                    self._bring_each(folders)
                return
        case = self._importer.bring(paths, case_id)
        if case and case != case_id:
            self._opening.open_case(case)

    def _how_many(self, folders: Sequence[Path]) -> int:
        names = "、".join(f"“{folder.name}”" for folder in folders[:NAMED])
        more = f"等 {len(folders)} 个文件夹" if len(folders) > NAMED else ""
        question = f"{names}{more}看起来各是一个案件。要怎样导入？"
        answers = (f"分为 {len(folders)} 个案件", "合为一个案件")
        return choose(self._opening.windows.active(), "导入", question, answers)

    def _bring_each(self, folders: Sequence[Path]) -> None:
        made = [case for folder in folders if (case := self._importer.bring([folder], ""))]
        self.show_cases()
        if made:
            self._bridge.notice.emit(f"已新建 {len(made)} 个案件，材料正在导入。")

    def take_drop(self, paths: Sequence[Path], case_id: str) -> None:
        """Import what was dropped; of a drop without local files say so."""
        if case_id and paths and all(is_recording(path) for path in paths):
            self._bring_recordings(paths, case_id)
        elif paths:
            self.bring(paths, case_id)
        else:
            self._bridge.failed.emit("拖入的内容不是本机文件，没有导入。", "请先复制到本机再导入。")

    def _bring_recordings(self, paths: Sequence[Path], case_id: str) -> None:
        """Import recordings into a hearing of the case, not into its papers."""
        from ui.pages.hearings import HearingsPage

        page = self._opening.open_key(hearings_key(case_id))
        if isinstance(page, HearingsPage):
            page.bring(paths)

    def choose_files(self) -> None:
        """Import files chosen in a dialog."""
        names, _ = QFileDialog.getOpenFileNames(self._opening.windows.active(), "选择要导入的文件")
        self.bring([Path(name) for name in names], self._opening.case)

    def choose_folder(self) -> None:
        """Import a folder chosen in a dialog."""
        window = self._opening.windows.active()
        name = QFileDialog.getExistingDirectory(window, "选择要导入的文件夹")
        self.bring([Path(name)] if name else [], self._opening.case)
