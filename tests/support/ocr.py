"""A stand-in for text recognition: it reads what the picture's own text chunk declares.

:func:`page_picture` renders a page and writes its lines and their places into a chunk of the
PNG. :class:`StandInOcr` gives them back; real engines see only the pixels.
"""

import io
import json
import time
from dataclasses import asdict
from pathlib import Path

from tests.tools import render
from workbench.engines.protocols import Availability, Available, Missing, OcrLine, OcrPage
from workbench.engines.rapidocr import decode
from workbench.kernel.anchor import Box

CHUNK = "workbench-lines"


class StandInOcr:
    """The Protocol ``Ocr`` without a model; deterministic.

    Args:
        missing: what to say is missing; empty for an engine that is there.
    """

    def __init__(self, missing: str = "") -> None:
        self._missing = missing

    def available(self) -> Availability:
        """Say what the constructor was told."""
        if self._missing:
            return Missing(self._missing, "请重新安装本程序。")
        return Available("替身", "1", (Path(__file__),))

    def read(self, image: bytes) -> OcrPage:
        """Give back the declared lines; none where nothing is declared.

        Raises:
            UserError: the image cannot be decoded.
        """
        from PIL import Image

        started = time.perf_counter()
        decode(image)
        with Image.open(io.BytesIO(image)) as opened:
            declared = json.loads(opened.info.get(CHUNK, '{"lines": [], "rotation": 0}'))
        lines = tuple(
            OcrLine(line["text"], line["confidence"], Box(**line["box"]))
            for line in declared["lines"]
        )
        return OcrPage(lines, declared["rotation"], time.perf_counter() - started)


def page_picture(text: str, turn: int = 0, font_size: float = 14) -> bytes:
    """Return a PNG of a page of text, turned clockwise, with its lines declared."""
    from PIL import PngImagePlugin

    lines = [
        OcrLine(line, 1.0, _place(number, line, font_size))
        for number, line in enumerate(render.wrap(text, font_size))
        if line.strip()
    ]
    # A blank page has no side that is up.
    rotation = -turn % 360 if lines else 0
    chunk = PngImagePlugin.PngInfo()
    chunk.add_itxt(CHUNK, json.dumps({"lines": [asdict(x) for x in lines], "rotation": rotation}))
    page = render.degrade(render.render_text_page(text, font_size=font_size), turn=turn)
    return render.encode(page, pnginfo=chunk)


def _place(number: int, line: str, font_size: float) -> Box:
    width, height = render.A4
    top = render.MARGIN + font_size * render.LEADING * number
    right = render.MARGIN + render.text_width(line, font_size)
    return Box(render.MARGIN / width, top / height, right / width, (top + font_size * 1.2) / height)
