"""The demonstration: an invented case through every feature, in a workspace of its own.

It never touches the user's workspace. Each run starts from an empty folder, so that what it
prints is what happened just now.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.commands.context import Context
from workbench.demo_hearing import Heard, hear
from workbench.demo_hearing import lines as hearing_lines
from workbench.kernel.advice import BANNER, Advice
from workbench.kernel.errors import UserError
from workbench.kernel.location import DEMO_DONE, demo_folder
from workbench.kernel.location import DEMO_MARK as MARK
from workbench.kernel.workspace import INFO_FILE
from workbench.papers.extraction.conflicts import Conflict, find_conflicts
from workbench.papers.extraction.fields import label
from workbench.papers.model import Document
from workbench.papers.values import CaseValue

if TYPE_CHECKING:
    from workbench.workbench import Workbench

COURT = "示范市样例区人民法院"
REPORT = "类案检索报告（演示）.docx"
TITLE = "张示例诉李样本、王演示民间借贷纠纷（演示）"


@dataclass
class Step:
    """One step of the demonstration: what ran, for how long, and what it gave."""

    name: str
    seconds: float
    words: str


@dataclass
class Report:
    """What the demonstration found."""

    folder: Path
    case: str = ""
    steps: list[Step] = field(default_factory=list)
    papers: list[Document] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    values: list[CaseValue] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    articles: list[Advice] = field(default_factory=list)
    similar: list[Advice] = field(default_factory=list)
    hearing: Heard | None = None
    search_report: Path | None = None
    listed: tuple[int, ...] = ()
    pictures: list[Path] = field(default_factory=list)


def run_demo(shared: Context, folder: Path | None, window: bool) -> None:
    """Run the demonstration, print its report, and open the window where there is a display."""
    target = folder or demo_folder()
    _clear(target)
    started = time.monotonic()
    report = Report(target)
    with _opened(shared, target) as workbench:
        _run(shared, workbench, report)
    shared.say(f"全部步骤用时 {time.monotonic() - started:.1f} 秒。")
    display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    display = display or sys.platform in ("win32", "darwin")
    if window and not display:
        report.pictures = _pictures(target)
    shared.emit(_data(report), _text(report))
    if display and window:
        subprocess.run([sys.executable, "-m", "ui", "--workspace", str(target)], check=False)  # noqa: S603


def demo_files() -> Path:
    """Return the folder with the papers and laws of the demonstration."""
    return Path(str(resources.files("resources"))) / "demo"


def _opened(shared: Context, folder: Path) -> Any:
    context = Context(folder, shared.json, shared.guard)
    return context.workbench()


def _clear(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise UserError(
                f"“{folder}”不是演示工作区，没有改动。", "请用 --folder 指定另一个文件夹。"
            )
        shutil.rmtree(folder)


def _run(shared: Context, workbench: "Workbench", report: Report) -> None:
    (report.folder / MARK).write_text(
        "本文件夹由“workbench demo”建立，下次演示时会重建。\n", "utf-8"
    )
    assert (report.folder / INFO_FILE).exists()
    files, papers = demo_files(), workbench.papers

    def step(name: str, job: Any) -> None:
        start = time.monotonic()
        done = shared.follow(workbench, job)
        report.steps.append(Step(name, time.monotonic() - start, done.message))
        shared.say(f"{name}：{done.message}（{report.steps[-1].seconds:.1f} 秒）")

    step("导入法规", workbench.import_laws([files / "laws"]))
    if (index := workbench.index_laws()) is not None:
        step("建立法条索引", index)
    _import_precedents(workbench, step)
    case = papers.new_case(TITLE)
    report.case = case.id
    job = papers.import_files(case.id, [files / "case"])
    step("导入材料", job)
    report.sources = {line.document: line.source for line in papers.account(job.id)}
    step("识别扫描件", papers.read_scans(case.id))
    step("提取案件信息", papers.extract(case.id))
    start = time.monotonic()
    items = workbench.suggest_statutes(case.id)
    report.articles = [item for item in items if item.kind == "article"]
    words = f"推荐 {len(report.articles)} 条。"
    report.steps.append(Step("推荐法条", time.monotonic() - start, words))
    _similar_cases(shared, workbench, report)
    report.hearing = hear(workbench, case.id, files / "hearing", report.folder, step)
    report.papers = papers.documents(case.id)
    report.values = papers.values(case.id)
    report.conflicts = list(find_conflicts([value.found for value in report.values]))
    with (report.folder / MARK).open("a", encoding="utf-8") as mark:
        mark.write(f"{DEMO_DONE}\n")


def _import_precedents(workbench: "Workbench", step: Callable[[str, Any], None]) -> None:
    workbench.precedents.set_own_courts([COURT])
    step("导入案例", workbench.import_precedents([demo_files() / "precedents"]))
    if (index := workbench.index_precedents()) is not None:
        step("建立类案索引", index)


def _similar_cases(shared: Context, workbench: "Workbench", report: Report) -> None:
    """Suggest similar cases, and write the report of the search into the demonstration's folder."""
    from workbench.similar_report import ReportRequest

    start = time.monotonic()
    found = workbench.similar.find(report.case).result()
    report.similar = list(workbench.similar.show(report.case, found))
    words = f"推荐 {len(found.cases)} 件，其中结果不同的 {len(found.contrary)} 件。"
    report.steps.append(Step("推荐类案", time.monotonic() - start, words))
    start, room = time.monotonic(), workbench.reports
    file, request = report.folder / REPORT, ReportRequest("示例法官")
    material = room.gather(report.case).result()
    written = room.write(report.case, material, request, file).result()
    report.search_report, report.listed = written.file, written.listed
    words = f"列入 {len(written.listed)} 件：{file.name}"
    report.steps.append(Step("类案检索报告", time.monotonic() - start, words))
    for done in report.steps[-2:]:
        shared.say(f"{done.name}：{done.words}（{done.seconds:.1f} 秒）")


def _pictures(folder: Path) -> list[Path]:
    """Without a display, let the window draw itself into pictures."""
    out = folder.with_name(f"{folder.name}-pictures")
    command = [sys.executable, "-m", "ui", "--workspace", str(folder), "--pictures", str(out)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, check=False, env=environment)  # noqa: S603
    return sorted(out.glob("*.png")) if done.returncode == 0 else []


def _text(report: Report) -> str:
    lines = ["", f"演示案件：{TITLE}", "", "一、材料"]
    for document in report.papers:
        outcome = "可读" if document.outcome == "readable" else f"不可读：{document.reason}"
        kind = document.category or "未归类"
        lines.append(
            f"  {document.volume} {kind}  {document.name}（{document.pages} 页，{outcome}）"
        )
    lines += ["", "二、提取的案件信息（均待人核对）"]
    names = {document.id: document.name for document in report.papers}
    for value in report.values:
        found = value.found
        who = f"{found.group.replace(':', ' ')} " if found.group else ""
        where = f"{names.get(found.anchor.document, '')} 第{found.anchor.page}页"
        note = f"  ※{found.note}" if found.note else ""
        lines.append(f"  {who}{label(found.field)}：{found.shown}  〔{where}〕{note}")
    if report.conflicts:
        lines += ["", "三、材料之间不一致之处"]
        lines += [f"  {_conflict(conflict, names)}" for conflict in report.conflicts]
    lines += ["", f"四、法条推荐（{BANNER}）"]
    for item in report.articles:
        lines.append(f"  {item.title}")
        lines += [f"      {reason}" for reason in item.reasons]
    lines += ["", f"五、类案推荐（{BANNER}）"]
    for item in report.similar:
        lines.append(f"  {item.title}  {item.section}".rstrip())
        lines += [f"      {reason}" for reason in item.reasons]
    lines += ["", f"类案检索报告：{report.search_report}"]
    if report.hearing:
        lines += ["", f"六、庭审转写与笔录（{BANNER}）", *hearing_lines(report.hearing)]
    lines += ["", f"演示工作区：{report.folder}"]
    if report.pictures:
        lines.append(f"没有显示器，窗口的图片在：{report.pictures[0].parent}")
    lines.append(f"打开窗口：workbench --workspace {report.folder} ui")
    return "\n".join(lines)


def _conflict(conflict: Conflict, names: dict[str, str]) -> str:
    parts = [
        f"{names.get(value.anchor.document, '')}写作“{value.shown}”" for value in conflict.values
    ]
    return f"{conflict.subject} {label(conflict.field)}：{'；'.join(parts)}"


def _data(report: Report) -> dict[str, Any]:
    return {
        "workspace": str(report.folder),
        "case": report.case,
        "steps": [asdict(step) for step in report.steps],
        "papers": [
            {**asdict(document), "source": report.sources.get(document.id, document.source)}
            for document in report.papers
        ],
        "values": [
            {
                "field": value.found.field,
                "group": value.found.group,
                "value": value.value,
                "shown": value.found.shown,
                "note": value.found.note,
                "document": value.found.anchor.document,
                "page": value.found.anchor.page,
                "quoted": value.found.anchor.quoted,
            }
            for value in report.values
        ],
        "conflicts": [asdict(conflict) for conflict in report.conflicts],
        "articles": [_article(item) for item in report.articles],
        "similar": [_similar(item) for item in report.similar],
        "hearing": asdict(report.hearing) if report.hearing else None,
        "search_report": {"file": str(report.search_report), "listed": list(report.listed)},
        "pictures": [str(path) for path in report.pictures],
    }


def _article(item: Advice) -> dict[str, Any]:
    law, _, article = item.title.removeprefix("《").rpartition("》")
    return {"law": law, "article": article, "reasons": list(item.reasons)}


def _similar(item: Advice) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "title": item.title,
        "section": item.section,
        "notes": list(item.notes),
        "reasons": list(item.reasons),
        "sources": [{"kind": s.kind, "label": s.label, "target": s.target} for s in item.sources],
    }


__all__: Sequence[str] = ("Report", "demo_files", "run_demo")
