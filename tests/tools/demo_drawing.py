"""Sheets, handwriting, fingerprints and scanner's marks for the demonstration's pictures.

Everything is drawn with the CJK font inside PyMuPDF and seeded noise: the same bytes each run.
"""

import io
import math
from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from tests.tools.render import A4, degrade, encode, stamp, wrap

DPI = 200
SCALE = DPI / 72
INK = (28, 28, 32)
PEN = (24, 34, 92)
Color = tuple[int, int, int]


@cache
def font(pixels: int) -> ImageFont.FreeTypeFont:
    """Return the drawing font at a size in pixels."""
    import pymupdf

    return ImageFont.truetype(io.BytesIO(pymupdf.Font("china-s").buffer), pixels)


class Sheet:
    """A white page in points that is drawn from top to bottom at 200 dpi."""

    def __init__(self, size: tuple[float, float] = A4, margin: float = 76) -> None:
        self.size = size
        self.margin = margin
        self.image = Image.new("RGB", (int(size[0] * SCALE), int(size[1] * SCALE)), "white")
        self.y = margin

    def text(self, x: float, y: float, words: str, size: float, color: Color = INK) -> None:
        """Write one line with its upper left corner at a point."""
        draw = ImageDraw.Draw(self.image)
        draw.text((x * SCALE, y * SCALE), words, color, font(round(size * SCALE)))

    def centred(self, words: str, size: float, after: float = 1.2) -> None:
        """Write one centred line and move down."""
        width = font(round(size * SCALE)).getlength(words) / SCALE
        self.text((self.size[0] - width) / 2, self.y, words, size)
        self.y += size * (1 + after)

    def paragraph(self, words: str, size: float = 13, indent: bool = True) -> None:
        """Write a paragraph, broken into lines, and move down."""
        width = self.size[0] - 2 * self.margin
        for line in wrap("　　" * indent + words, size, width):
            self.text(self.margin, self.y, line, size)
            self.y += size * 1.85

    def paragraphs(self, many: Iterable[str], size: float = 13) -> None:
        """Write paragraphs one below the other."""
        for words in many:
            self.paragraph(words, size)

    def ink(self, layer: Image.Image, x: float, y: float) -> None:
        """Lay a picture on white over the page; ink upon ink darkens."""
        full = Image.new("RGB", self.image.size, "white")
        full.paste(layer, (int(x * SCALE), int(y * SCALE)))
        self.image = ImageChops.multiply(self.image, full)


def handwriting(words: str, size: float, seed: int, color: Color = PEN) -> Image.Image:
    """Return words on white as if written with a pen: each character a little off."""
    rng = np.random.default_rng(seed)
    pixels = round(size * SCALE)
    cell = round(pixels * 1.5)
    line = Image.new("RGB", (round(pixels * 1.02 * len(words)) + cell, cell), "white")
    x = 0.0
    for char in words:
        glyph = _glyph(char, pixels, color, rng)
        at = (round(x), round(rng.normal(0, pixels * 0.03)))
        part = Image.new("RGB", line.size, "white")
        part.paste(glyph, at)
        line = ImageChops.multiply(line, part)
        x += font(pixels).getlength(char) * 0.97 + rng.normal(0, pixels * 0.02)
    return _wave(line, pixels, rng)


def _glyph(char: str, pixels: int, color: Color, rng: np.random.Generator) -> Image.Image:
    # Drawn twice as large and thinned there, so that the strokes look like a pen's.
    big, cell = pixels * 2, round(pixels * 1.5) * 2
    picture = Image.new("RGB", (cell, cell), "white")
    drawn = round(big * float(rng.uniform(0.93, 1.06)))
    ImageDraw.Draw(picture).text((cell * 0.08, cell * 0.08), char, color, font(drawn))
    # The blur keeps thin strokes from falling between the pixels of the smaller picture.
    picture = picture.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.BoxBlur(1))
    shear, turn = float(rng.normal(-0.10, 0.03)), math.radians(float(rng.normal(1, 2.2)))
    # From a place of the small picture to one of the large: sheared, turned, twice as far.
    a, b = 2 * math.cos(turn), 2 * (math.sin(turn) - shear * math.cos(turn))
    d, e = -2 * math.sin(turn), 2 * (math.cos(turn) + shear * math.sin(turn))
    middle = cell / 2
    place = (a, b, middle - (a + b) * middle / 2, d, e, middle - (d + e) * middle / 2)
    return picture.transform(
        (cell // 2, cell // 2),
        Image.Transform.AFFINE,
        place,
        Image.Resampling.BICUBIC,
        fillcolor="white",
    )


def _wave(line: Image.Image, pixels: int, rng: np.random.Generator) -> Image.Image:
    data = np.asarray(line)
    columns = np.arange(data.shape[1])
    phase = float(rng.uniform(0, 6.28))
    shift = np.round(np.sin(columns / (pixels * 2.2) + phase) * pixels * 0.03).astype(int)
    rows = (np.arange(data.shape[0])[:, None] + shift[None, :]) % data.shape[0]
    return Image.fromarray(data[rows, columns[None, :]])


def fingerprint(width: float, seed: int) -> Image.Image:
    """Return a red thumb mark on white, ``width`` points wide."""
    rng = np.random.default_rng(seed)
    w, h = round(width * SCALE), round(width * 1.35 * SCALE)
    y, x = np.mgrid[0:h, 0:w]
    across, down = (x - w / 2) / (w / 2), (y - h / 2) / (h / 2)
    swirl = np.hypot(across * 1.1, down * 0.8 + 0.25) + 0.06 * np.sin(6 * across + 3 * down)
    ridges = 0.5 + 0.5 * np.sin(swirl * 42)
    worn = rng.normal(0, 0.22, (h, w))
    inside = np.clip((1 - np.hypot(across, down)) * 4, 0, 1)
    strength = np.clip(inside * (0.35 + 0.6 * ridges + worn), 0, 1)[..., None]
    red = np.array([198, 32, 40])
    pixels = (255 * (1 - strength) + red * strength).astype(np.uint8)
    return Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(0.6))


def seal(words: str, size: float) -> Image.Image:
    """Return a red round seal on white, ``size`` points wide, a little turned."""
    side = round(size * SCALE)
    blank = Image.new("RGB", (side, side), "white")
    picture = stamp(blank, words, (0.5, 0.5), 0.47)
    return picture.rotate(7, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))


def scanned(image: Image.Image, skew: float, seed: int) -> Image.Image:
    """Return a page as an office scanner gives it: grey paper, an edge's shadow, specks, skew."""
    rng = np.random.default_rng(seed)
    data = np.asarray(degrade(image, skew=skew, blur=0.5)).astype(np.float32)
    height, width = data.shape[:2]
    shade = 244 + 5 * np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    edge = 70 * np.exp(-np.arange(width, dtype=np.float32) / 9)[None, :]
    data *= ((shade - edge) / 255)[..., None]
    for cx, cy in rng.integers((0, 0), (width - 4, height - 4), (60, 2)):
        data[cy : cy + int(rng.integers(1, 4)), cx : cx + int(rng.integers(1, 4))] *= 0.55
    data += 2.2 * rng.standard_normal((height, width, 1), np.float32)
    return Image.fromarray(np.clip(data, 0, 255, out=data).astype(np.uint8))


def scan_pdf(images: Iterable[Image.Image], quality: int = 52) -> bytes:
    """Bind page images into a PDF without any text, as a scanner does."""
    import pymupdf

    document = pymupdf.open()
    for image in images:
        width, height = image.width / SCALE, image.height / SCALE
        page = document.new_page(width=width, height=height)
        page.insert_image(page.rect, stream=encode(image, "JPEG", quality=quality))
    return finish_pdf(document, "示范扫描仪")


def finish_pdf(document: Any, producer: str) -> bytes:
    """Return a PDF's bytes with fixed dates and identifier."""
    moment = "D:20260408090000+08'00'"
    document.set_metadata({"producer": producer, "creationDate": moment, "modDate": moment})
    data: bytes = document.tobytes(garbage=4, deflate=True, no_new_id=True)
    return data
