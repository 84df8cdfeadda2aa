"""Whether what a feature needs is there, in words."""

from typing import TYPE_CHECKING, Any

from workbench.engines.protocols import Missing
from workbench.hearing.speech_engine import HOW_TO_ADD, NO_MODEL, speech_models
from workbench.kernel.features import Feature

if TYPE_CHECKING:
    from workbench.workbench import Workbench


def missing(workbench: "Workbench", feature: Feature) -> dict[str, Any]:
    """Return ``{available, missing}``: whether the feature could run, and what it lacks.

    Nothing of a feature that is off is looked at, so that no model file is opened for it.
    """
    words = ""
    if not workbench.switches.is_on(feature.key):
        return {"available": False, "missing": "功能已关闭，未检查。"}
    if feature.needs == "ocr":
        answer = workbench.ocr.available()
        words = f"{answer.what}{answer.where_to_put}" if isinstance(answer, Missing) else ""
    elif feature.needs == "library" and not workbench.law.counts().articles:
        words = "法规库为空，请先导入法规包。"
    elif feature.needs == "precedents" and not workbench.precedents.library.count():
        words = (
            "案例库为空，请先导入裁判文书、指导性案例或人民法院案例库的案例（Word、PDF、TXT、HTML、"
            "JSON Lines 文件或文件夹；命令“workbench precedents import 文件夹”）。"
        )
    elif feature.needs == "speech" and not speech_models():
        words = f"{NO_MODEL}{HOW_TO_ADD}"
    return {"available": not words, "missing": words}
