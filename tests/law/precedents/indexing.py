"""A small invented library for the tests of the index and the ranking."""

from collections.abc import Sequence
from pathlib import Path

from workbench.kernel.store import Store
from workbench.law.precedents.index import PrecedentIndex
from workbench.law.precedents.index_build import build_segment
from workbench.law.precedents.index_row import IndexRow
from workbench.law.precedents.index_segment import Built
from workbench.law.precedents.index_store import IndexRepository, SegmentNote, migration, pages_of

THEFT, ROBBERY, GAMBLING = "盗窃罪", "抢劫罪", "开设赌场罪"
_THEFT = "被告人{}深夜翻窗进入商铺，趁店主熟睡窃得{}一批，随后销赃获利。"
_ROBBERY = "被告人{}持刀闯入便利店，威胁店员交出{}，得手后驾车离开。"
_GAMBLING = "被告人{}租用房屋设置赌博机供他人赌博，{}从中抽头渔利。"
_NAMES = ("张三甲", "李四乙", "王五丙", "赵六丁", "钱七戊", "孙八己")
_THINGS = ("香烟", "电缆", "手机", "现金", "首饰", "白酒")


def rows() -> list[IndexRow]:
    """Six thefts (1 to 6), six robberies (11 to 16) and six gambling dens (21 to 26)."""
    kinds = (
        (0, _THEFT, THEFT, "刑法 264"),
        (10, _ROBBERY, ROBBERY, "刑法 263"),
        (20, _GAMBLING, GAMBLING, "刑法 303"),
    )
    return [
        IndexRow(
            first + number + 1,
            facts.format(_NAMES[number], _THINGS[number]),
            (cause,),
            (article, "刑法 67"),
            ("入户",) if cause == THEFT else (),
            kind="刑事",
            year=2020 + number,
        )
        for first, facts, cause, article in kinds
        for number in range(6)
    ]


def open_store(folder: Path) -> Store:
    """Make an empty store with the tables of the index."""
    return Store.open(folder / "precedents.db", bytes(32), (migration(1),))


def keep(store: Store, built: Built, replaced: Sequence[int] = ()) -> None:
    """Store a segment."""
    repository = IndexRepository(store)
    segment = built.segment
    number = repository.next()
    note = SegmentNote(number, len(segment), int(segment.ids[0]), int(segment.ids[-1]), "")
    with store.transaction():
        for name, block in segment.blocks().items():
            repository.keep_block(number, name, 0, block)
        repository.keep_pages(number, 0, list(pages_of(built)))
        repository.finish(note, replaced)


def indexed(store: Store, *portions: Sequence[IndexRow]) -> PrecedentIndex:
    """Index portions, a segment each, and open the index."""
    for portion in portions or (rows(),):
        known = PrecedentIndex(IndexRepository(store)).segments
        keep(store, build_segment(portion, known))
    return PrecedentIndex(IndexRepository(store))
