"""Papers of the demonstration that came through a scanner or a copier."""

from PIL import Image, ImageDraw

from tests.tools import demo_texts as texts
from tests.tools.demo_case import CONTRACT_DAY, DEBTOR, FIRM, GUARANTOR, LAWYER, LENDER
from tests.tools.demo_drawing import (
    SCALE,
    Sheet,
    fingerprint,
    font,
    handwriting,
    scan_pdf,
    scanned,
    seal,
)
from tests.tools.render import encode
from workbench.kernel.numerals import format_date


def contract() -> bytes:
    """Return the signed loan contract: a PDF of two scanned pages, the second a little askew."""
    first, second = Sheet(), Sheet()
    first.centred("借　款　合　同", 22)
    for words in texts.CONTRACT_PARTIES:
        for line in words.split("\n"):
            first.paragraph(line, indent=False)
    first.y += 8
    first.paragraphs(texts.CONTRACT_TERMS[:10])
    second.paragraphs(texts.CONTRACT_TERMS[10:])
    second.paragraph("（以下无正文，为签署部分）")
    _signatures(second)
    second.ink(seal(FIRM, 104), 424, 690)
    second.text(404, 668, "经核对与原件一致", 11, (190, 40, 44))
    for number, sheet in enumerate((first, second), 1):
        sheet.text(270, 796, f"第{number}页　共2页", 9)
    return scan_pdf([scanned(first.image, 0.5, 11), scanned(second.image, -1.1, 12)])


def _signatures(sheet: Sheet) -> None:
    roles = (("甲方（签字）：", LENDER), ("乙方（签字）：", DEBTOR), ("丙方（签字）：", GUARANTOR))
    for seed, (label, person) in enumerate(roles):
        sheet.y += 26
        sheet.text(sheet.margin, sheet.y, label, 13)
        sheet.ink(handwriting(person.name, 20, 30 + seed), sheet.margin + 96, sheet.y - 9)
        if person is not LENDER:
            sheet.ink(fingerprint(26, 40 + seed), sheet.margin + 140, sheet.y - 14)
        sheet.y += 24
    sheet.y += 20
    sheet.text(sheet.margin, sheet.y, "签订日期：", 13)
    sheet.ink(handwriting(format_date(CONTRACT_DAY), 15, 51), sheet.margin + 70, sheet.y - 5)
    sheet.y += 30
    sheet.text(sheet.margin, sheet.y, "签订地点：示范市样例区", 13)


def power_of_attorney() -> bytes:
    """Return the power of attorney: one scanned page that was laid in upside down."""
    sheet = Sheet()
    sheet.centred("授　权　委　托　书", 22)
    sheet.paragraphs(texts.POWER, 14)
    sheet.y += 30
    sheet.text(300, sheet.y, "委托人：", 14)
    sheet.ink(handwriting(LENDER.name, 20, 60), 360, sheet.y - 9)
    sheet.ink(fingerprint(26, 61), 408, sheet.y - 12)
    sheet.y += 44
    sheet.text(300, sheet.y, "受委托人：", 14)
    sheet.ink(handwriting(LAWYER, 20, 62), 374, sheet.y - 9)
    sheet.ink(seal(FIRM, 112), 396, sheet.y + 4)
    sheet.y += 44
    sheet.text(300, sheet.y, texts.POWER_DATE, 14)
    page = scanned(sheet.image, 0.7, 21)
    return scan_pdf([page.transpose(Image.Transpose.ROTATE_180)])


def identity_copy() -> bytes:
    """Return a copier's picture of the debtor's card, both sides, marked 样本 all over."""
    sheet = Sheet((420, 560), margin=40)
    _card(sheet, 60)
    front = (
        ("姓名", DEBTOR.name),
        ("性别", f"{DEBTOR.sex}　　民族　汉"),
        ("出生", f"{DEBTOR.birth.year}年{DEBTOR.birth.month}月{DEBTOR.birth.day}日"),
        ("住址", DEBTOR.address),
    )
    for row, (label, words) in enumerate(front):
        sheet.text(96, 84 + 26 * row, label, 10, (90, 90, 90))
        sheet.text(130, 82 + 26 * row, words, 12)
    sheet.text(96, 212, "公民身份号码", 10, (90, 90, 90))
    sheet.text(176, 210, DEBTOR.identity, 13)
    _card(sheet, 300)
    sheet.text(150, 326, "居 民 身 份 证", 18)
    sheet.text(150, 354, "（演示用样本，非真实证件）", 10)
    sheet.text(110, 424, "签发机关　示范市公安局样例分局", 11)
    sheet.text(110, 448, "有效期限　2016.08.01-2036.08.01", 11)
    sheet.text(116, 40, "（此复印件仅供本案诉讼使用）", 10)
    _mark(sheet)
    page = scanned(sheet.image.resize((875, 1166), Image.Resampling.LANCZOS), 0.4, 31)
    # Sixteen even greys are what a copier leaves, and keep the file small.
    greys = Image.new("P", (1, 1))
    greys.putpalette([level * 17 for level in range(16) for _ in range(3)])
    copied = page.convert("RGB").quantize(palette=greys, dither=Image.Dither.NONE)
    return encode(copied, "PNG", optimize=True)


def _card(sheet: Sheet, top: float) -> None:
    box = [round(v * SCALE) for v in (76, top, 344, top + 180)]
    draw = ImageDraw.Draw(sheet.image)
    draw.rounded_rectangle(box, 26, (236, 236, 236), (120, 120, 120), 3)
    if top < 100:
        photo = [round(v * SCALE) for v in (258, top + 22, 328, top + 116)]
        draw.rectangle(photo, (214, 214, 214), (150, 150, 150), 2)
        sheet.text(272, top + 58, "无照片", 13, (130, 130, 130))


def _mark(sheet: Sheet) -> None:
    layer = Image.new("RGB", sheet.image.size, "white")
    draw = ImageDraw.Draw(layer)
    for x, y in ((112, 112), (212, 112), (104, 356), (204, 356)):
        draw.text((x * SCALE, y * SCALE), "样本", (205, 205, 205), font(120))
    turned = layer.rotate(18, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    sheet.ink(turned, 0, 0)
