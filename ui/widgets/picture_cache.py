"""Pictures of pages by bytes: sharp ones, and small ones that last longer."""

from collections import OrderedDict

from PySide6.QtGui import QImage

from ui.widgets.drawing_child import Sheet

SHARP_BYTES = 96 * 1024 * 1024
SMALL_BYTES = 48 * 1024 * 1024
SMALL_DPI = 40
"""Pictures up to this resolution are small ones: previews and thumbnails."""

_Place = tuple[str, int, int]


class PictureCache:
    """Keeps the pictures used last, within a number of bytes for each of the two sizes."""

    def __init__(self, sharp: int = SHARP_BYTES, small: int = SMALL_BYTES) -> None:
        self._shelves = {False: _Shelf(sharp), True: _Shelf(small)}
        self._by_page: dict[_Place, set[Sheet]] = {}

    def __contains__(self, sheet: Sheet) -> bool:
        return sheet in self._shelf(sheet).pictures

    def get(self, sheet: Sheet) -> QImage | None:
        """Return a picture if it is there."""
        return self._shelf(sheet).use(sheet)

    def other(self, sheet: Sheet) -> QImage | None:
        """Return the sharpest picture of the same page at another resolution."""
        known = self._by_page.get(_place(sheet))
        best = max(known, key=lambda one: one.dpi) if known else None
        return self.get(best) if best is not None else None

    def put(self, sheet: Sheet, image: QImage) -> None:
        """Keep a picture; those not used for longest go."""
        self._by_page.setdefault(_place(sheet), set()).add(sheet)
        for gone in self._shelf(sheet).put(sheet, image):
            known = self._by_page[_place(gone)]
            known.discard(gone)
            if not known:
                del self._by_page[_place(gone)]

    def size(self) -> int:
        """Return the bytes of all pictures."""
        return sum(shelf.size for shelf in self._shelves.values())

    def _shelf(self, sheet: Sheet) -> "_Shelf":
        return self._shelves[sheet.dpi <= SMALL_DPI]


class _Shelf:
    def __init__(self, most: int) -> None:
        self.pictures: OrderedDict[Sheet, QImage] = OrderedDict()
        self.size = 0
        self._most = most

    def use(self, sheet: Sheet) -> QImage | None:
        if sheet in self.pictures:
            self.pictures.move_to_end(sheet)
        return self.pictures.get(sheet)

    def put(self, sheet: Sheet, image: QImage) -> list[Sheet]:
        """Keep one; return those that had to go."""
        if (old := self.pictures.pop(sheet, None)) is not None:
            self.size -= old.sizeInBytes()
        self.pictures[sheet] = image
        self.size += image.sizeInBytes()
        gone = []
        while self.size > self._most and len(self.pictures) > 1:
            other, picture = self.pictures.popitem(last=False)
            self.size -= picture.sizeInBytes()
            gone.append(other)
        return gone


def _place(sheet: Sheet) -> _Place:
    return sheet.sha256, sheet.page, sheet.rotation
