"""The parts of an OFD package: pages with their text and pictures in millimetres."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from workbench.kernel.errors import UserError
from workbench.papers.readers.package import Package, child_of, local, resolve
from workbench.papers.readers.results import DAMAGED, LOCKED

_A4 = (210.0, 297.0)
_ASCENT, _DESCENT = 0.88, 0.12


@dataclass(frozen=True)
class PlacedText:
    """A run of text; rectangle, baseline and font size in millimetres."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    size: float


@dataclass(frozen=True)
class Picture:
    """A picture (encoded) and its rectangle in millimetres."""

    data: bytes
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Sheet:
    """One page; width and height in millimetres."""

    width: float
    height: float
    texts: tuple[PlacedText, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass
class _Document:
    package: Package
    folder: str
    size: tuple[float, float] = _A4
    templates: dict[str, str] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)


def open_sheets(package: Package) -> Iterator[Sheet | None]:
    """Yield the pages of all documents in order; None for a damaged one.

    Raises:
        UserError: the package itself is damaged or encrypted.
    """
    root = package.xml("OFD.xml")
    if any(local(child) == "Encryptions" for child in root):
        raise UserError(LOCKED)
    for body in root:
        place = _text(child_of(body, "DocRoot"))
        if local(body) == "DocBody" and place:
            yield from _document(package, resolve("", place))


def _document(package: Package, part: str) -> Iterator[Sheet | None]:
    root = package.xml(part)
    document = _Document(package, part.rpartition("/")[0])
    common = child_of(root, "CommonData")
    document.size = _area(child_of(common, "PageArea")) or _A4
    for child in common if common is not None else ():
        if local(child) == "TemplatePage":
            place = resolve(document.folder, str(child.get("BaseLoc", "")))
            document.templates[str(child.get("ID", ""))] = place
        elif local(child) in {"PublicRes", "DocumentRes"}:
            _resources(document, resolve(document.folder, _text(child)))
    pages = child_of(root, "Pages")
    for page in pages if pages is not None else ():
        if local(page) == "Page":
            place = resolve(document.folder, str(page.get("BaseLoc", "")))
            try:
                yield _sheet(document, place)
            except (UserError, ValueError):
                yield None


def _resources(document: _Document, part: str) -> None:
    if not document.package.has(part):
        return
    root = document.package.xml(part)
    folder = resolve(part.rpartition("/")[0], str(root.get("BaseLoc", "") or "."))
    for element in root.iter():
        if local(element) == "MultiMedia":
            file = _text(child_of(element, "MediaFile"))
            # Some writers count from the resource's folder, some from the package's root.
            places = (resolve(folder, file), resolve(document.folder, file), resolve("", file))
            place = next((one for one in places if document.package.has(one)), "")
            document.media[str(element.get("ID", ""))] = place


def _sheet(document: _Document, part: str) -> Sheet:
    root = document.package.xml(part)
    width, height = _area(child_of(root, "Area")) or document.size
    texts: list[PlacedText] = []
    pictures: list[Picture] = []
    roots = [
        document.package.xml(document.templates[str(child.get("TemplateID", ""))])
        for child in root
        if local(child) == "Template" and str(child.get("TemplateID", "")) in document.templates
    ]
    for page in [*roots, root]:
        for element in page.iter():
            if local(element) == "TextObject":
                texts += _texts(element)
            elif local(element) == "ImageObject":
                pictures += _pictures(document, element)
    return Sheet(width, height, tuple(texts), tuple(pictures))


def _texts(element: Any) -> Iterator[PlacedText]:
    left, top, _, _ = _figures(element.get("Boundary"), 4)
    size = float(element.get("Size") or 4)
    matrix = _figures(element.get("CTM"), 6) if element.get("CTM") else [1.0, 0, 0, 1.0, 0, 0]
    x = y = 0.0
    for code in (child for child in element if local(child) == "TextCode"):
        # A code without its own place goes on where the one before it began.
        x, y = float(code.get("X") or x), float(code.get("Y") or y)
        text = re.sub(r"\s+", " ", _text(code)).strip()
        if not text:
            continue
        across = sum(_deltas(code.get("DeltaX"))[: max(0, len(text) - 1)])
        down = sum(_deltas(code.get("DeltaY"))[: max(0, len(text) - 1)])
        corners = [
            (x, y - size * _ASCENT),
            (x + across + size, y + down + size * _DESCENT),
        ]
        (x0, y0), (x1, y1) = (_apply(matrix, corner) for corner in corners)
        _, base = _apply(matrix, (x, y))
        yield PlacedText(
            text,
            left + min(x0, x1),
            top + min(y0, y1),
            left + max(x0, x1),
            top + max(y0, y1),
            top + base,
            size * (abs(matrix[3]) or abs(matrix[1]) or 1.0),
        )


def _pictures(document: _Document, element: Any) -> Iterator[Picture]:
    place = document.media.get(str(element.get("ResourceID", "")), "")
    if place and document.package.has(place):
        left, top, width, height = _figures(element.get("Boundary"), 4)
        yield Picture(document.package.read(place), left, top, left + width, top + height)


def _apply(matrix: list[float], point: tuple[float, float]) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def _deltas(written: str | None) -> list[float]:
    """Read distances between characters; ``g 3 4.5`` stands for three times 4.5."""
    tokens = (written or "").split()
    values: list[float] = []
    index = 0
    while index < len(tokens):
        if tokens[index] == "g" and index + 2 < len(tokens):
            values += [float(tokens[index + 2])] * min(int(tokens[index + 1]), 10_000)
            index += 3
        else:
            values.append(float(tokens[index]))
            index += 1
    return values


def _area(element: Any | None) -> tuple[float, float] | None:
    box = child_of(element, "PhysicalBox")
    if box is None:
        return None
    _, _, width, height = _figures(_text(box), 4)
    return (width, height) if width > 0 and height > 0 else None


def _figures(written: str | None, count: int) -> list[float]:
    values = [float(part) for part in (written or "").replace(",", " ").split()]
    if len(values) != count:
        raise UserError(DAMAGED)
    return values


def _text(element: Any | None) -> str:
    return "" if element is None else "".join(element.itertext()).strip()
