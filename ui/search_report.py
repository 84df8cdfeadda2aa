"""The report of a search for similar cases, from the sidebar, a comparison or Ctrl+K."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.kernel.errors import UserError
from workbench.law.precedents.service import FEATURE

if TYPE_CHECKING:
    from ui.opening import Opening
    from ui.widgets.report_dialog import ReportDialog


class SearchReports(QObject):
    """Opens the step in which a report is put together."""

    def __init__(self, opening: "Opening") -> None:
        super().__init__(opening)
        self._opening = opening
        self._bridge = opening.bridge
        self._bridge.search_report.connect(self.open)

    def open_here(self) -> None:
        """Put a report of the open case together."""
        if self._opening.case:
            self.open(self._opening.case)
        else:
            self._bridge.failed.emit("没有打开的案件，不能生成类案检索报告。", "请先打开案件。")

    def open(self, case_id: str) -> "ReportDialog | None":
        """Put a report of a case together; ``None`` where that cannot be done, which is said."""
        from ui.widgets.report_dialog import ReportDialog

        workbench = self._bridge.workbench
        if workbench.workspace.read_only:
            self._bridge.failed.emit(workbench.workspace.why_read_only, "可以查看，不能生成报告。")
            return None
        try:
            workbench.switches.require(FEATURE, case_id)
        except UserError as error:
            self._bridge.failed.emit(error.message, error.advice)
            return None
        dialog = ReportDialog(self._bridge, case_id, self._opening.windows.active())
        dialog.open()
        return dialog
