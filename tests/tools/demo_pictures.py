"""Pictures of the demonstration that came from a telephone: a photograph and a screenshot."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tests.tools import demo_texts as texts
from tests.tools.demo_case import CONTRACT_DAY, DEBTOR, LENDER
from tests.tools.demo_drawing import SCALE, Color, Sheet, fingerprint, font, handwriting
from tests.tools.render import encode, wrap
from workbench.kernel.numerals import format_date

NOTE = (420.0, 500.0)
PHOTO = (1500, 2000)
CORNERS = ((150, 190), (1370, 262), (1298, 1792), (96, 1690))
"""Where the note's corners lie in the upright photograph: upper left, then clockwise."""

SCREEN_WIDTH = 828
GREEN: Color = (149, 236, 105)
GREY: Color = (237, 237, 237)


def receipt() -> bytes:
    """Return the photograph of the written receipt, on its side and without EXIF."""
    note = _written_note()
    photo = Image.composite(
        _seen_from(note, "white"), _desk(7), _seen_from(Image.new("L", note.size, 255), 0)
    )
    photo = _lit(photo, 8).filter(ImageFilter.GaussianBlur(0.7))
    return encode(photo.transpose(Image.Transpose.ROTATE_90), "JPEG", quality=62)


def _written_note() -> Image.Image:
    sheet = Sheet(NOTE, margin=36)
    sheet.image.paste((252, 249, 240), (0, 0, *sheet.image.size))
    draw = ImageDraw.Draw(sheet.image)
    for row in range(12):
        y = round((98 + 33 * row) * SCALE)
        draw.line((24 * SCALE, y, (NOTE[0] - 24) * SCALE, y), (196, 206, 214), 2)
    sheet.ink(handwriting("收　条", 25, 70), 170, 36)
    lines = wrap("　　" + texts.RECEIPT, 17, NOTE[0] - 2 * sheet.margin)
    for row, line in enumerate(lines):
        sheet.ink(handwriting(line, 17, 71 + row), sheet.margin, 104 + 33 * row)
    below = 104 + 33 * (len(lines) + 1)
    sheet.ink(handwriting(f"收款人：{DEBTOR.name}", 17, 81), 180, below)
    sheet.ink(fingerprint(24, 82), 292, below - 8)
    sheet.ink(handwriting(DEBTOR.identity, 16, 83), 180, below + 33)
    sheet.ink(handwriting(format_date(CONTRACT_DAY), 17, 84), 180, below + 66)
    return sheet.image


def _seen_from(picture: Image.Image, fill: str | int) -> Image.Image:
    width, height = picture.size
    corners = ((0, 0), (width, 0), (width, height), (0, height))
    rows, goal = [], []
    # Solves for the eight coefficients that take a place in the photograph to one on the note.
    for (x, y), (u, v) in zip(CORNERS, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        goal += [u, v]
    coefficients = np.linalg.solve(np.array(rows, float), np.array(goal, float))
    return picture.transform(
        PHOTO,
        Image.Transform.PERSPECTIVE,
        [float(value) for value in coefficients.round(12)],
        Image.Resampling.BICUBIC,
        fillcolor=fill,
    )


def _desk(seed: int) -> Image.Image:
    rng = np.random.default_rng(seed)
    width, height = PHOTO
    grain = np.cumsum(rng.normal(0, 1, height))
    grain -= np.linspace(grain[0], grain[-1], height)
    grain /= np.abs(grain).max()
    fine = rng.normal(0, 3, (height, 1)) + rng.normal(0, 1.5, (height, width))
    base = np.array([128, 92, 62], float)
    pixels = base + (grain[:, None] * 16 + fine)[..., None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _lit(photo: Image.Image, seed: int) -> Image.Image:
    """Put a lamp at the upper left, a shadow at the lower right, and the sensor's noise."""
    width, height = photo.size
    x = np.arange(width, dtype=np.float32)[None, :]
    y = np.arange(height, dtype=np.float32)[:, None]
    lamp = np.exp(-1.4 * (x / width - 0.3) ** 2) * np.exp(-1.4 * (y / height - 0.25) ** 2)
    shadow = 1 / (1 + np.exp((x + y * 0.55 - 1.28 * width) / 60))
    light = (0.60 + 0.42 * lamp) * (0.84 + 0.16 * shadow)
    warm = np.array([1.03, 1.0, 0.93], np.float32)
    noise = 2 * np.random.default_rng(seed).standard_normal((height, width, 1), np.float32)
    pixels = np.asarray(photo) * light[..., None] * warm + noise
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def chat() -> bytes:
    """Return the screenshot of the chat on the lender's telephone."""
    screen = Image.new("RGB", (SCREEN_WIDTH, 1792), GREY)
    draw = ImageDraw.Draw(screen)
    _bars(draw, screen.height)
    y = 200
    for who, words in texts.CHAT:
        y += _moment(draw, words, y) if who == "time" else _bubble(draw, who, words, y)
    return encode(screen.quantize(48, dither=Image.Dither.NONE), "PNG", optimize=True)


def _bars(draw: ImageDraw.ImageDraw, height: int) -> None:
    draw.text((40, 22), "21:06", "black", font(30))
    draw.text((610, 24), "5G", "black", font(27))
    draw.rounded_rectangle((700, 28, 756, 54), 7, None, "black", 3)
    draw.rectangle((705, 33, 738, 49), "black")
    draw.line(((52, 112), (36, 128), (52, 144)), "black", 4)
    draw.text((414, 126), DEBTOR.name, "black", font(35), "mm")
    draw.line((0, 172, SCREEN_WIDTH, 172), (215, 215, 215), 2)
    draw.rectangle((0, height - 130, SCREEN_WIDTH, height), (247, 247, 247))
    draw.rounded_rectangle((96, height - 112, 640, height - 36), 10, "white")
    for centre in (50, 690, 770):
        box = (centre - 26, height - 100, centre + 26, height - 48)
        draw.ellipse(box, None, (70, 70, 70), 3)


def _moment(draw: ImageDraw.ImageDraw, words: str, y: int) -> int:
    draw.text((SCREEN_WIDTH / 2, y + 30), words, (150, 150, 150), font(25), "mm")
    return 66


def _bubble(draw: ImageDraw.ImageDraw, who: str, words: str, y: int) -> int:
    mine = who == "me"
    lines = wrap(words, 32, 480)
    width = max(font(32).getlength(line) for line in lines) + 48
    height = 46 * len(lines) + 38
    left = SCREEN_WIDTH - 124 - width if mine else 124
    color: Color = GREEN if mine else (255, 255, 255)
    draw.rounded_rectangle((left, y, left + width, y + height), 10, color)
    tip = left + width if mine else left
    ahead = 11 if mine else -11
    draw.polygon(((tip, y + 30), (tip + ahead, y + 42), (tip, y + 54)), color)
    for row, line in enumerate(lines):
        draw.text((left + 24, y + 17 + 46 * row), line, "black", font(32))
    _avatar(draw, SCREEN_WIDTH - 104 if mine else 24, y, LENDER.name if mine else DEBTOR.name)
    return height + 24


def _avatar(draw: ImageDraw.ImageDraw, x: int, y: int, name: str) -> None:
    color = (74, 118, 168) if name == LENDER.name else (176, 120, 74)
    draw.rounded_rectangle((x, y, x + 80, y + 80), 8, color)
    draw.text((x + 40, y + 40), name[0], "white", font(42), "mm")
