"""The journal's events and details in Chinese words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Protocol

from workbench.kernel.advice import ACTION_WORDS, Action
from workbench.kernel.journal import Entry
from workbench.papers.model import VALUE_STATE_WORDS, ValueState

EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "case.new": "新建案件",
        "case.update": "修改案件信息",
        "case.delete": "删除案件",
        "case.export": "导出案件",
        "papers.import": "导入材料",
        "papers.ocr": "文字识别",
        "papers.extract": "提取案件信息",
        "papers.export": "另存原件",
        "papers.extract.problem": "提取时有材料出错",
        "papers.update": "修改材料",
        "papers.move": "移动材料",
        "papers.order": "调整材料顺序",
        "papers.text": "更正识别文字",
        "papers.recycle": "移入回收站",
        "papers.restore": "从回收站恢复",
        "papers.delete": "彻底删除材料",
        "papers.split": "拆分材料",
        "papers.join": "合并材料",
        "papers.rotate": "旋转页面",
        "papers.pages": "整理页面",
        "papers.undo": "撤销卷宗操作",
        "papers.redo": "重做卷宗操作",
        "papers.correct": "校对文字",
        "papers.correct.undo": "撤销文字校对",
        "papers.correct.restore": "恢复文字旧版本",
        "papers.print": "打印材料",
        "hearing.new": "新建庭审",
        "hearing.import": "导入录音",
        "hearing.live.begin": "开始庭审录音",
        "hearing.live.pause": "暂停庭审录音",
        "hearing.live.lost": "庭审录音时话筒断开",
        "hearing.live.go_on": "继续庭审录音",
        "hearing.live.end": "结束庭审录音",
        "hearing.live.kept": "庭审录音已成为完整录音",
        "hearing.live.recovered": "保存了中断的庭审录音",
        "hearing.transcribe": "转写录音",
        "hearing.roles": "确认发言人",
        "hearing.amendment": "登记笔录补正",
        "hearing.export": "导出庭审文字",
        "hearing.recycle": "庭审移入回收站",
        "hearing.restore": "从回收站恢复庭审",
        "hearing.delete": "彻底删除庭审",
        "hearing.recording.delete": "彻底删除录音",
        "value.decision": "核对提取的数据",
        "advice.shown": "生成参考建议",
        "advice.seen": "看到参考建议",
        "advice.decision": "处理参考建议",
        "advice.reopened": "撤销对建议的处理",
        "feature.switch": "切换智能功能",
        "laws.import": "导入法规",
        "precedents.import": "导入案例",
        "precedents.remove": "删除案例",
        "knowledge.copy": "另存要件知识为本院文件",
        "precedents.report": "导出类案检索报告",
        "backup.create": "生成备份",
        "workspace.passphrase": "修改工作区口令",
        "job.queued": "任务开始排队",
        "job.done": "任务完成",
        "job.failed": "任务失败",
        "job.cancelled": "任务取消",
        "job.interrupted": "任务中断",
    }
)
ROOMS: Mapping[str, str] = MappingProxyType(
    {
        "": "全部事件",
        "case.": "案件",
        "papers.": "材料",
        "hearing.": "庭审",
        "value.": "数据核对",
        "advice.": "参考建议",
        "feature.": "智能功能开关",
        "laws.": "法规库",
        "precedents.": "案例库",
        "knowledge.": "要件知识",
        "backup.": "备份",
        "workspace.": "工作区",
        "job.": "任务",
    }
)
JOBS: Mapping[str, str] = MappingProxyType(
    {
        "papers.import": "导入材料",
        "papers.ocr": "文字识别",
        "papers.extract": "提取案件信息",
        "hearing.import": "导入录音",
        "hearing.transcribe": "转写录音",
        "hearing.again": "重新转写",
        "hearing.keep": "保存庭审录音",
        "laws.import": "导入法规",
        "laws.index": "建立法条索引",
        "precedents.import": "导入案例",
        "precedents.index": "建立类案索引",
        "precedents.remove": "删除案例包",
        "backup.create": "生成备份",
    }
)

_COUNTED = (
    ("values", "{} 项"),
    ("papers", "{} 件材料"),
    ("laws", "法规库共 {} 部"),
    ("precedents", "案例 {} 件"),
)


def event_words(event: str) -> str:
    """Return an event in words; one that is not known keeps its room."""
    room = next((words for key, words in ROOMS.items() if key and event.startswith(key)), "其他")
    return EVENTS.get(event, f"{room}：其他记录")


class Named(Protocol):
    """Names of cases, papers, jobs and features by id or key."""

    def get(self, key: str, default: str, /) -> str:
        """Return a name, or ``default``."""


def detail_words(entry: Entry, titles: Named) -> str:
    """Return the facts of a row in words.

    Args:
        entry: the row.
        titles: titles of cases and features by id or key.
    """
    detail = entry.detail
    parts = [_named(entry.event, detail, titles)]
    if "action" in detail:
        parts.append(_action(detail["action"]))
    if "state" in detail:
        parts.append(_value_state(detail["state"]))
    if "on" in detail:
        parts.append("打开" if detail["on"] else "关闭")
    if isinstance(detail.get("advice"), list):
        parts.append(f"{len(detail['advice'])} 条")
    for key, words in _COUNTED:
        if isinstance(detail.get(key), int):
            parts.append(words.format(detail[key]))
    for key in ("name", "target"):
        if detail.get(key):
            parts.append(str(detail[key]))
    parts += _of_precedents(entry.event, detail)
    if isinstance(detail.get("packs"), list):
        parts.append("、".join(map(str, detail["packs"])))
    return " · ".join(part for part in parts if part)


def _of_precedents(event: str, detail: Mapping[str, Any]) -> list[str]:
    if not event.startswith("precedents."):
        return []
    return [str(detail[key]) for key in ("number", "pack") if detail.get(key)]


def places_of(entry: Entry) -> list[str]:
    """Return keys of pages that a row is about, the nearest first; none for some.

    Whether what they show is still there, the caller looks.
    """
    detail, subject = entry.detail, entry.subject
    room = entry.event.partition(".")[0]
    fixed = {
        "feature": "settings:features",
        "workspace": "settings:security",
        "backup": "settings:backup",
        "laws": "library",
    }
    if room in fixed:
        return [fixed[room]]
    keys = []
    for name in ("document", "paper"):
        if detail.get(name):
            keys.append(f"paper:{detail[name]}")
    if subject and room == "papers":
        keys.append(f"paper:{subject}")
    if subject and room not in ("job", "precedents"):
        keys.append(f"overview:{subject}")
    if detail.get("case"):
        keys.append(f"overview:{detail['case']}")
    if detail.get("kind") in ("laws.import", "laws.index"):
        keys.append("library")
    return keys


def _named(event: str, detail: Mapping[str, Any], titles: Named) -> str:
    if "feature" in detail:
        return titles.get(str(detail["feature"]), "")
    if event.startswith("job."):
        return JOBS.get(str(detail.get("kind", "")), "")
    return ""


def _action(text: object) -> str:
    known = str(text) in set(Action)
    return ACTION_WORDS[Action(str(text))] if known else ""


def _value_state(text: object) -> str:
    known = str(text) in set(ValueState)
    return VALUE_STATE_WORDS[ValueState(str(text))] if known else ""
