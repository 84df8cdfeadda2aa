"""Whether the tables of the library of precedents and its index agree with each other.

For the self-check: a row without its text, a count that is off, an index that names what is gone.
Everything is read from one state of the file, so it may be asked while a job writes.
"""

from collections.abc import Iterator

from workbench.kernel.errors import UserError
from workbench.kernel.store import Store
from workbench.law.precedents.index_job import outdated
from workbench.law.precedents.index_store import PAGE, IndexRepository
from workbench.law.precedents.repository import PrecedentRepository

_READ = 200
"""Precedents whose texts are opened, evenly spread over the library."""
_COUNTS = (
    (
        "SELECT count(*) AS n FROM precedents WHERE id NOT IN (SELECT id FROM precedent_texts)",
        "{} 件案例没有正文",
    ),
    (
        "SELECT count(*) AS n FROM precedent_texts WHERE id NOT IN (SELECT id FROM precedents)",
        "{} 份正文不属于任何案例",
    ),
    (
        (
            "SELECT (SELECT count(*) FROM precedents WHERE id NOT IN "
            "(SELECT id FROM precedent_words_docsize)) "
            "+ (SELECT count(*) FROM precedent_words_docsize "
            "WHERE id NOT IN (SELECT id FROM precedents)) AS n"
        ),
        "{} 件案例与标题检索的索引不一致",
    ),
    (
        (
            "SELECT count(*) AS n FROM precedent_facets f "
            "LEFT JOIN (SELECT facet, count(*) AS held "
            "FROM precedent_places GROUP BY facet) c ON c.facet = f.id "
            "WHERE f.number != coalesce(c.held, 0)"
        ),
        "{} 项分类的件数不符",
    ),
    (
        "SELECT count(*) AS n FROM precedent_places WHERE id NOT IN (SELECT id FROM precedents)",
        "{} 条分类记录没有对应的案例",
    ),
    (
        (
            "SELECT count(*) AS n FROM precedent_packs k WHERE held != "
            "(SELECT count(*) FROM precedents WHERE pack = k.id)"
        ),
        "{} 个案例包的件数不符",
    ),
    (
        "SELECT count(*) AS n FROM precedents WHERE pack NOT IN (SELECT id FROM precedent_packs)",
        "{} 件案例不属于任何案例包",
    ),
    (
        (
            'SELECT count(*) AS n FROM precedent_duplicates WHERE "of" NOT IN '
            "(SELECT id FROM precedents)"
        ),
        "{} 条重复记录所指的案例不存在",
    ),
    (
        (
            "SELECT count(DISTINCT dictionary) AS n FROM precedent_texts WHERE dictionary != 0 "
            "AND dictionary NOT IN (SELECT id FROM precedent_dictionaries)"
        ),
        "{} 份正文压缩词典缺失",
    ),
)


def problems(store: Store) -> list[str]:
    """Return what does not agree, in Chinese; empty where all does.

    Args:
        store: open on the library of precedents, for reading at least.
    """
    with store.steady():
        return [*_of_tables(store), *_of_texts(store), *_of_index(store)]


def _of_tables(store: Store) -> Iterator[str]:
    for sql, words in _COUNTS:
        if number := store.rows(sql)[0]["n"]:
            yield words.format(f"{number:,}")


def _of_texts(store: Store) -> Iterator[str]:
    library = PrecedentRepository(store)
    count = store.rows("SELECT count(*) AS n FROM precedents")[0]["n"]
    step = max(1, count // _READ)
    rows = store.rows("SELECT id FROM precedents WHERE id % ? = 0 LIMIT ?", (step, 2 * _READ))
    unread = sum(not _is_read(library, row["id"]) for row in rows)
    if unread:
        yield f"{unread} 件案例的正文无法打开"


def _is_read(library: PrecedentRepository, one: int) -> bool:
    import zstandard

    try:
        return library.get(one) is not None
    except (zstandard.ZstdError, ValueError, KeyError):
        return False


def _of_index(store: Store) -> Iterator[str]:
    index, library = IndexRepository(store), PrecedentRepository(store)
    indexed: set[int] = set()
    for note in index.segments():
        try:
            segment = index.segment(note.id)
        except UserError:
            yield "类案索引有一部分缺失或损坏"
            continue
        ids = [int(one) for one in segment.ids]
        pages = range(-(-int(segment.word_at[-1]) // PAGE))
        if len(ids) != note.judgments or len(index.pages(note.id, pages)) != len(pages):
            yield "类案索引有一部分不完整"
        if indexed & set(ids):
            yield "类案索引中有案例重复"
        indexed.update(ids)
    if not outdated(index, library):
        held = {row["id"] for row in store.rows("SELECT id FROM precedents")}
        if held != indexed:
            yield f"类案索引与案例库相差 {len(held ^ indexed):,} 件"
