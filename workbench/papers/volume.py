"""The volume of a case: order, names, kinds, splitting, joining, turning, recycling, undoing.

Originals never change. Each operation is one transaction with its row in the journal and its entry
in the history, so that a crash leaves a volume as it was before or as it is after.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbench.kernel.advice import AdviceBook
from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.errors import UserError
from workbench.kernel.features import Switches
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.papers.filing import FEATURE as CATALOGUE
from workbench.papers.layers import LayerRepository
from workbench.papers.model import PAGED, Document, origin_of
from workbench.papers.moving import Plan
from workbench.papers.page_warnings import Place
from workbench.papers.private_notes import forget_notes
from workbench.papers.repository import DocumentRepository
from workbench.papers.splitting import TAKEN_OUT, Part, SplitPlan
from workbench.papers.values import ValueRepository
from workbench.papers.volume_history import Change, Step, VolumeHistory
from workbench.papers.volume_order import arranged, placed_after
from workbench.papers.volume_steps import (
    StepRunner,
    fields_step,
    missing,
    pages_step,
    shelve_step,
    turn_step,
)
from workbench.papers.volume_words import changed, named, rotated


@dataclass(frozen=True)
class Kernel:
    """What of the kernel the volume stands on."""

    store: Store
    journal: Journal
    changes: ChangeBus
    switches: Switches
    advice: AdviceBook


class Volume:
    """Changes of the papers of a case that can be undone.

    Args:
        kernel: store, journal and so on.
        busy: says in words what a job is doing with papers of a case; empty if nothing.
        remove_unused: deletes those of some originals that no paper needs any more.
    """

    def __init__(
        self,
        kernel: Kernel,
        busy: Callable[[str, Sequence[str]], str],
        remove_unused: Callable[[Sequence[str]], None],
    ) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._busy = busy
        self._remove_unused = remove_unused
        self._documents = DocumentRepository(kernel.store)
        self._layers = LayerRepository(kernel.store)
        self._values = ValueRepository(kernel.store)
        self._history = VolumeHistory(kernel.store)
        self._steps = StepRunner(kernel.store, kernel.advice)

    def change(self, ids: Sequence[str], **fields: Any) -> list[Document]:
        """Rename, retype or move papers (``name``, ``category``, ``volume``, ``position``).

        Raises:
            UserError: a name is empty.
        """
        documents = self._live(ids)
        if not str(fields.get("name", "名称")).strip():
            raise UserError("材料名称为空，没有修改。", "请填写名称。")
        pairs = {d.id: (d, replace(d, **fields)) for d in documents}
        step = fields_step({k: pair for k, pair in pairs.items() if pair[0] != pair[1]})
        if step["rows"]:
            words = changed([d.name for d in documents], fields)
            case = documents[0].case
            name, kinds = named([d.name for d in documents]), sorted(fields)
            self._do(case, words, [step], "papers.update", name=name, fields=kinds)
        return [self._documents.get(key) for key in ids]

    def arrange(self, case: str, order: Sequence[tuple[str, str]]) -> None:
        """Put a case's papers into an order.

        Args:
            case: id of the case.
            order: id and volume of every paper, in their new order; papers that it does not name
                (they came meanwhile) stay where they are.
        """
        pairs = arranged(self._documents.of_case(case), order)
        if pairs:
            names = [old.name for old, new in pairs.values() if old.volume != new.volume]
            words = f"移动{named(names)}" if names else "调整顺序"
            name, moved = named([old.name for old, _ in pairs.values()]), [fields_step(pairs)]
            self._do(case, words, moved, "papers.update", name=name, fields=["order"])

    def plan(self, document_id: str) -> SplitPlan:
        """Return a plan for parting a paper's pages, with names and kinds proposed.

        Raises:
            UserError: the paper has no pages, or a job is at work on it.
        """
        (document,) = self._with_pages([document_id], "拆分")
        guess = self._kernel.switches.is_on(CATALOGUE, document.case)
        return SplitPlan(document, self._layers.written(document_id, document.layer), guess)

    def split(self, document_id: str, parts: Sequence[Part]) -> list[Document]:
        """Make several papers of one; the first keeps its id. One part is a new order of pages.

        Raises:
            UserError: the paper has no pages to split, or a job is at work on it.
        """
        (document,) = self._with_pages([document_id], "拆分")
        keys = [document.id, *(secrets.token_hex(6) for _ in parts[1:])]
        plan: Plan = {
            key: [(document.id, number) for number in part.pages]
            for key, part in zip(keys, parts, strict=True)
        }
        self._check_pages(document, parts)
        after = [
            replace(document, id=key, name=p.name.strip(), category=p.category, volume=p.volume)
            for key, p in zip(keys, parts, strict=True)
        ]
        words = f"拆分“{document.name}”" if len(parts) > 1 else f"整理“{document.name}”的页"
        event = "papers.split" if len(parts) > 1 else "papers.pages"
        after, shifted = placed_after(self._documents.of_case(document.case), document, after)
        steps = [fields_step(shifted)] if shifted else []
        steps.append(pages_step(plan, [document], after))
        self._do(document.case, words, steps, event, name=document.name, papers=len(parts))
        return [self._documents.get(key) for key in keys]

    def take_out(self, document_id: str, pages: Sequence[int]) -> list[Document]:
        """Move pages of a paper into a new one, 抽出的页, behind it."""
        document = self._documents.get(document_id)
        numbers = [p.number for p in self._layers.frames(document_id, document.layer)]
        kept = tuple(number for number in numbers if number not in pages)
        taken = tuple(number for number in numbers if number in pages)
        if not kept or not taken:
            raise UserError("没有选出部分页，没有抽出。", "请选出要抽出的页，至少留一页。")
        parts = (
            Part(document.name, kept, document.category, document.volume),
            Part(TAKEN_OUT, taken, "", document.volume),
        )
        return self.split(document_id, parts)

    def join(self, ids: Sequence[str], name: str = "") -> Document:
        """Make one paper of several, in the order of the volume; the first keeps its id.

        Raises:
            UserError: fewer than two, of several cases, without pages, or a job is at work.
        """
        if len(set(ids)) < 2:
            raise UserError("合并至少需要两件材料，没有合并。", "请选中要合并的材料。")
        chosen = self._with_pages(list(dict.fromkeys(ids)), "合并")
        order = {d.id: n for n, d in enumerate(self._documents.of_case(chosen[0].case))}
        if any(document.id not in order for document in chosen):
            raise UserError("所选材料不在同一案件中，没有合并。", "请只选同一案件的材料。")
        chosen.sort(key=lambda document: order[document.id])
        first = chosen[0]
        pages: list[Place] = [
            (document.id, page.number)
            for document in chosen
            for page in self._layers.frames(document.id, document.layer)
        ]
        # What was internal stays internal.
        volume = "副卷" if any(document.volume == "副卷" for document in chosen) else first.volume
        category = next((d.category for d in chosen if d.category), "")
        target = replace(first, name=name.strip() or first.name, volume=volume, category=category)
        step = pages_step({first.id: pages}, chosen, [target])
        words = f"合并{named([document.name for document in chosen])}"
        case = first.case
        self._do(case, words, [step], "papers.join", name=target.name, papers=len(chosen))
        return self._documents.get(first.id)

    def rotate(self, ids: Sequence[str], degrees: int, pages: Sequence[int] = ()) -> None:
        """Turn papers clockwise, or only some pages of one; makes a new version of the text layer.

        Raises:
            UserError: no multiple of 90 degrees, no such page, or a job is at work.
        """
        if degrees % 90:
            raise UserError("页面只能按90度的倍数旋转，没有旋转。", "请选择 90、180 或 270 度。")
        documents = self._with_pages(ids, "旋转")
        turns: dict[str, dict[int, int]] = {}
        for document in documents:
            held = [page.number for page in self._layers.frames(document.id, document.layer)]
            wanted = list(pages) or held
            if strangers := [number for number in wanted if number not in held]:
                raise UserError(
                    f"“{document.name}”没有第 {strangers[0]} 页，没有旋转。", "请检查页码。"
                )
            turns[document.id] = dict.fromkeys(wanted, degrees % 360)
        names = [document.name for document in documents]
        words = rotated(names, pages, degrees)
        case, name = documents[0].case, named(names)
        self._do(case, words, [turn_step(turns)], "papers.rotate", name=name, degrees=degrees)

    # The recycle list

    def recycle(self, ids: Sequence[str]) -> None:
        """Put papers into the recycle list, with their text, values and decisions."""
        documents = self._live(ids)
        words = f"删除{named([document.name for document in documents])}"
        step = shelve_step([document.id for document in documents], True)
        name = named([document.name for document in documents])
        self._do(documents[0].case, words, [step], "papers.recycle", name=name)

    def recycled(self, case: str) -> list[Document]:
        """Return the papers in a case's recycle list, the last one put there first."""
        return self._documents.recycled(case)

    def restore(self, ids: Sequence[str]) -> None:
        """Bring papers back from the recycle list to where they were."""
        documents = [d for d in map(self._documents.get, ids) if d.removed]
        if not documents:
            raise UserError("所选材料不在回收站中，没有恢复。", "请查看回收站。")
        name = named([document.name for document in documents])
        step = shelve_step([document.id for document in documents], False)
        self._do(documents[0].case, f"恢复{name}", [step], "papers.restore", name=name)

    def purge(self, ids: Sequence[str]) -> None:
        """Delete papers of the recycle list for good, and the originals that nobody else needs.

        What people decided on is kept with the case. The history of the case's volume is forgotten:
        it names what was deleted, and could not bring it back.
        """
        documents = [d for d in map(self._documents.get, ids) if d.removed]
        if not documents:
            raise UserError("所选材料不在回收站中，没有删除。", "请先删除到回收站。")
        case = documents[0].case
        originals: list[str] = []
        with self._store.transaction():
            for document in documents:
                originals += self._layers.originals(document)
                pages = self._layers.frames(document.id, document.layer)
                forget_notes(self._store, document, [origin_of(document, p) for p in pages])
                pending = self._values.pending_of(case, document.id)
                self._kernel.advice.hide(case, pending, False)
                self._kernel.advice.forget(case, pending)
                self._values.replace_pending(case, document.id, ())
                self._documents.delete(document.id)
                self._kernel.journal.append("papers.delete", case, name=document.name)
            self._history.forget(case)
        self._remove_unused(originals)
        self._tell(case)

    def shared(self, ids: Sequence[str]) -> list[str]:
        """Return the names of papers whose originals other papers still need after a purge."""
        documents = [self._documents.get(key) for key in ids]
        return [
            document.name
            for document in documents
            if any(self._documents.uses(o, ids) for o in self._layers.originals(document))
        ]

    # Undo

    def undoable(self, case: str) -> str:
        """Return what would be undone, in words; empty if there is nothing."""
        change = self._history.last(case)
        return change.words if change else ""

    def redoable(self, case: str) -> str:
        """Return what would be done again, in words; empty if there is nothing."""
        change = self._history.next(case)
        return change.words if change else ""

    def undo(self, case: str) -> str:
        """Take the last change back, and return it in words.

        Raises:
            UserError: there is nothing to undo, a paper is gone, or a job is at work on one.
        """
        change = self._history.last(case)
        if change is None:
            raise UserError("没有可以撤销的操作。")
        return self._replay(case, change, backwards=True)

    def redo(self, case: str) -> str:
        """Make the change again that was undone last, and return it in words.

        Raises:
            UserError: as for :meth:`undo`.
        """
        change = self._history.next(case)
        if change is None:
            raise UserError("没有可以重做的操作。")
        return self._replay(case, change, backwards=False)

    def _replay(self, case: str, change: Change, backwards: bool) -> str:
        steps = list(reversed(change.steps)) if backwards else list(change.steps)
        with self._store.transaction():
            for step in steps:
                papers = self._steps.papers(step, backwards)
                missing(self._documents, papers)
                if step["do"] in ("pages", "turn"):
                    self._idle(case, papers)
                self._steps.run(case, step, backwards)
            self._history.mark(change, backwards)
            event = "papers.undo" if backwards else "papers.redo"
            self._kernel.journal.append(event, case, name=change.words)
        self._tell(case)
        return change.words

    def _do(self, case: str, words: str, steps: Sequence[Step], event: str, **detail: Any) -> None:
        with self._store.transaction():
            for step in steps:
                self._steps.run(case, step)
            self._history.add(case, words, steps)
            self._kernel.journal.append(event, case, **detail)
        self._tell(case)

    def _tell(self, case: str) -> None:
        self._kernel.changes.publish(Changes.of("papers", "values", "advice", "journal", case=case))

    def _live(self, ids: Sequence[str]) -> list[Document]:
        documents = [self._documents.get(key) for key in dict.fromkeys(ids)]
        if not documents:
            raise UserError("没有选中材料，没有修改。", "请先选中材料。")
        for document in documents:
            if document.removed:
                raise UserError(f"“{document.name}”在回收站中，没有修改。", "请先从回收站恢复。")
        return documents

    def _with_pages(self, ids: Sequence[str], what: str) -> list[Document]:
        documents = self._live(ids)
        for document in documents:
            if document.kind not in PAGED or not document.pages:
                raise UserError(
                    f"“{document.name}”没有可以{what}的页面，没有{what}。",
                    "PDF、OFD 和图片可以拆分、合并、旋转；文字类文件请在原来的软件中处理后再导入。",
                )
        self._idle(documents[0].case, [document.id for document in documents])
        return documents

    def _idle(self, case: str, ids: Sequence[str]) -> None:
        if doing := self._busy(case, ids):
            raise UserError(
                f"{doing}，现在不能改动其页面；没有任何改动。", "请等该任务结束后再试。"
            )

    def _check_pages(self, document: Document, parts: Sequence[Part]) -> None:
        held = [page.number for page in self._layers.frames(document.id, document.layer)]
        wanted = [number for part in parts for number in part.pages]
        if sorted(wanted) != sorted(held) or not all(part.pages for part in parts):
            raise UserError(
                f"“{document.name}”的页没有各归一处，没有拆分。",
                "每一页须归入且只归入一件，每件至少一页。",
            )
        if not all(part.name.strip() for part in parts):
            raise UserError("有一件没有名称，没有拆分。", "请填写名称。")
