"""A paper whose pages were rearranged, as one PDF of exactly these pages.

What leaves the workspace must not carry pages along that belong to other papers, as the whole
original of a split scan would. The PDF is made in a child process: a damaged file may take a PDF
library down, and the window must not go with it.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

from workbench.kernel import processes
from workbench.kernel.errors import UserError
from workbench.kernel.vault import Vault
from workbench.papers.model import Origin

DPI = 200
_QUALITY = 90


@dataclass(frozen=True)
class Leaf:
    """A page to be put in: where it comes from, its turn, its upright size in points (or 0)."""

    origin: Origin
    rotation: int
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True)
class Assembled:
    """The bytes, and whether they are the original itself, untouched and whole."""

    data: bytes
    original: bool


def assemble(vault: Vault, leaves: Sequence[Leaf]) -> Assembled:
    """Return the original if the pages are exactly one, else a PDF of the pages.

    Starts a child process and waits for it; safe in any thread.

    Raises:
        UserError: an original is missing or damaged, or the child died.
    """
    ours, theirs = Pipe(duplex=False)
    arguments = (theirs, str(vault.folder), vault.key, tuple(leaves))
    process = processes.start(_serve, arguments)
    theirs.close()
    try:
        done, problem = ours.recv()
    except (EOFError, OSError) as error:
        raise UserError(
            "生成 PDF 时处理程序意外结束，没有写出文件；工作区内容完好。", "请重试。"
        ) from error
    finally:
        ours.close()
        process.join()
    if problem:
        raise UserError(*problem)
    assembled: Assembled = done
    return assembled


def _serve(connection: Connection, folder: str, key: bytes, leaves: tuple[Leaf, ...]) -> None:
    from workbench.kernel.offline import install

    install()
    try:
        connection.send((_assembled(Vault(Path(folder), key), leaves), ()))
    except UserError as error:
        connection.send((None, (error.message, error.advice)))


def _assembled(vault: Vault, leaves: Sequence[Leaf]) -> Assembled:
    from workbench.papers.readers import page_count

    first = leaves[0].origin
    numbers = [leaf.origin.number for leaf in leaves]
    if all(leaf.origin.sha256 == first.sha256 for leaf in leaves):
        data = vault.read(first.sha256)
        if numbers == list(range(1, page_count(data, first.kind) + 1)):
            return Assembled(data, original=True)
    import pymupdf

    target = pymupdf.open()
    held: dict[str, bytes] = {}
    for leaf in leaves:
        if leaf.origin.sha256 not in held:
            held.clear()  # pages of one original mostly lie together
            held[leaf.origin.sha256] = vault.read(leaf.origin.sha256)
        data = held[leaf.origin.sha256]
        if leaf.origin.kind == "pdf":
            _copy(target, data, leaf)
        else:
            _draw(target, data, leaf)
    out = bytes(target.tobytes(garbage=3, deflate=True))
    target.close()
    return Assembled(out, original=False)


def _copy(target: Any, data: bytes, leaf: Leaf) -> None:
    with _source(data, leaf) as source:
        place = leaf.origin.number - 1
        target.insert_pdf(source, from_page=place, to_page=place)
    page = target[-1]
    page.set_rotation((page.rotation + leaf.rotation) % 360)


def _draw(target: Any, data: bytes, leaf: Leaf) -> None:
    from PIL import Image

    from workbench.papers.readers import render_page

    origin = leaf.origin
    picture = render_page(data, origin.kind, origin.number, DPI, leaf.rotation)
    with Image.open(io.BytesIO(picture)) as image:
        packed = io.BytesIO()
        image.convert("RGB").save(packed, "JPEG", quality=_QUALITY)
        width = leaf.width or image.width * 72 / DPI
        height = leaf.height or image.height * 72 / DPI
    page = target.new_page(width=width, height=height)
    page.insert_image(page.rect, stream=packed.getvalue())


@contextmanager
def _source(data: bytes, leaf: Leaf) -> Iterator[Any]:
    from workbench.papers.readers.pdf import opened

    with opened(data) as source:
        if not 1 <= leaf.origin.number <= source.page_count:
            raise UserError(f"原件没有第 {leaf.origin.number} 页，没有写出文件。")
        yield source
