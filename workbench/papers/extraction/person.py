"""What a paragraph says of one person or organisation: sex, birth, number, address …

Works on running text (张三甲，男，1985年3月2日出生，汉族，住…) and on forms (姓名：… 性别：男☑女□).
Contradictions between the identity number and the words beside it are put into notes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workbench.kernel.numerals import DATE, format_date, parse_date
from workbench.papers.extraction.canvas import Canvas
from workbench.papers.extraction.labels import ETHNICITIES, LABELS, REPRESENTATIVES
from workbench.papers.extraction.ticks import ticked
from workbench.papers.identity import check_credit_code, check_identity, check_mobile
from workbench.papers.model import Checksum, Extracted

Span = tuple[int, int]

_SEP = r"[：\s]*"
_STOP = rf"(?=[，。；\n\t]|\s*(?:{LABELS})[：\s/（]|$)"
_SEX = re.compile(
    r"(?:性别[：\s]*|(?<=[，。；\s]))(?P<sex>[男女])(?:性)?(?=[，。；、\s\d汉]|民族|$)"
)
_SEX_TIGHT = re.compile(r"(?P<sex>[男女])(?=(?:[1一]|[\u3400-\u9fff\U00020000-\U000323af]{1,4}族))")
_BIRTH = re.compile(
    rf"(?:出生(?:日期|年月日?|时间)?|生日|生于|出生于){_SEP}{DATE}"
    rf"|{DATE.replace('1>', '3>').replace('2>', '4>')}[，\s]*(?:出?生)"
)
_ETHNICITY = re.compile(
    rf"(?:民族{_SEP}(?P<a>{ETHNICITIES})族?|(?<![\u3400-\u9fff\U00020000-\U000323af])(?P<b>{ETHNICITIES})族(?!自治|乡|镇|村|区))"
)
_ETHNICITY_TIGHT = re.compile(rf"(?<=[男女生日\d])(?P<b>{ETHNICITIES})族")
_DIGIT = r"[0-9](?:[ \n\t-]?[0-9]){14}(?:(?:[ \n\t-]?[0-9]){2}[ \n\t-]?[0-9XxＸ×])?"
_IDENTITY = re.compile(
    rf"(?:(?:公民|居民)?身份证?(?:件)?号码?|身份证|身份号码|证件号码|身\s?份证(?:号)?)(?:为|是)?[：\s]*(?P<a>{_DIGIT})(?![0-9])"
    rf"|(?<![0-9A-Za-z])(?P<b>[1-8][0-9]{{5}}(?:18|19|20)[0-9]{{9}}[0-9Xx])(?![0-9A-Za-z])"
)
_CREDIT = re.compile(
    r"(?:(?:统一)?社会信用代码(?:证号|证)?|信用代码)(?:为)?[：\s]*"
    r"(?P<code>[0-9A-Za-z](?:[ \n]?[0-9A-Za-z]){17})(?![0-9A-Za-z])"
)
_HOUSEHOLD = re.compile(
    rf"(?:户籍所在地|户籍地址|户籍地|户口所在地|户籍)(?:在|为)?{_SEP}(?P<v>[^，。；\n\t：）]{{3,60}}?){_STOP}"
)
_ADDRESS = re.compile(
    r"(?:(?:经常居住地|现住址|现住地|住所地?|住址|家庭住址|经营场所|注册地(?:/登记地)?)(?:（[^（）]{2,18}）)?"
    r"(?:在|为)?[：\s]*|(?:家庭|联系|通讯|送达)?地址(?:（[^（）]{2,18}）)?(?:[：\s]+|为[：\s]*)"
    r"|(?<=[，。；\s])(?:现|均|家|暂)?住(?!院|宿|房|所|址)(?:在|于)?[：\s]?)"
    rf"(?!不|和|或|有|变更|人民法院|法院|的|与|及|均|即|应|发生)(?P<v>[^，。；\n\t：]{{3,70}}?){_STOP}"
)
_PHONE = re.compile(
    r"(?:(?:联系)?(?:电话|方式)(?:号码)?|手机(?:号码?)?|联系电话)[：\s]*"
    r"(?P<a>(?:\+?86[- ]?)?1[3-9][0-9](?:[ -]?[0-9]){8}|0[0-9]{2,3}[- ]?[0-9]{7,8})(?![0-9])"
    r"|(?<![0-9])(?P<b>1[3-9][0-9]{9})(?![0-9])"
)
_REPRESENTATIVE = re.compile(
    rf"(?:{REPRESENTATIVES})(?:[/、（或]\s?(?:{REPRESENTATIVES})）?)*[：\s]*(?P<v>[\u3400-\u9fff\U00020000-\U000323af·]{{2,12}}?)"
    rf"(?=[，。；、\s（(]|职务|系|$|(?:{LABELS})[：\s])"
)
_POST = re.compile(
    rf"(?:，|\s|职务{_SEP}|，职务为?|，系?该?(?:公司|厂|单位)?)(?P<v>(?:副|执行|常务|名誉)?(?:董事长|总经理|经理|董事|厂长|院长|校长|局长|行长|主任|县长|市长|区长|镇长|乡长|理事长|会长|总裁|负责人|所长|店长|队长|书记)(?:兼(?:总经理|经理|董事))?)(?=[，。；\s）]|$)"
)
_WORK = re.compile(rf"(?:工作单位|单位){_SEP}(?P<v>[^，。；\n\t：]{{3,40}}?){_STOP}")
_JOB = re.compile(rf"(?:职业|职务){_SEP}(?P<v>[^，。；\n\t：]{{2,20}}?){_STOP}")


@dataclass(frozen=True)
class Block:
    """The characters of a canvas that speak of one person or organisation."""

    canvas: Canvas
    start: int
    end: int
    group: str
    rule: str
    today: date | None = None

    @property
    def text(self) -> str:
        """The block's characters."""
        return self.canvas.text[self.start : self.end]

    def value(
        self, field: str, span: Span, value: str, shown: str = "", note: str = ""
    ) -> Extracted:
        """Build a value that stands at ``span`` of this block."""
        place = (self.start + span[0], self.start + span[1])
        return self.canvas.value(field, place, value, self.rule, self.group, shown, note)


def describe(block: Block) -> list[Extracted]:
    """Return what a block says of a natural person or an organisation, name and role excepted."""
    identity, check = _identity(block)
    return [
        *_sex(block, check),
        *_birth(block, check),
        *_ethnicity(block),
        *identity,
        *_credit(block),
        *_places(block),
        *_phone(block),
        *_representative(block),
        *_simple(block, _WORK, "party.work"),
    ]


def _sex(block: Block, check: Checksum) -> Iterator[Extracted]:
    text = block.text
    mark = ticked(text, "[男女]")
    if mark:
        sex, span = mark["choice"], mark.span("choice")
    else:
        match = _SEX.search(text) or _SEX_TIGHT.search(text)
        if match is None:
            return
        sex, span = match["sex"], match.span("sex")
    note = ""
    if check.valid and check.sex and check.sex != sex:
        note = f"性别与公民身份号码不一致（号码第17位表示{check.sex}）。"
    yield block.value("party.sex", span, sex, note=note)


def _birth(block: Block, check: Checksum) -> Iterator[Extracted]:
    for match in _BIRTH.finditer(block.text):
        form = next(number for number in "1234" if match[f"y{number}"])
        span = (match.start(f"y{form}"), match.end(f"d{form}"))
        span = (span[0], span[1] + (block.text[span[1] : span[1] + 1] == "日"))
        written = block.text[slice(*span)]
        try:
            birth = parse_date(written)
        except ValueError:
            note = f"“{written}”不是历法上存在的日期。"
            yield block.value("party.birth", span, written, note=note)
            return
        note = ""
        if check.valid and check.birth and check.birth != birth:
            note = f"出生日期与公民身份号码不一致（号码为{format_date(check.birth)}）。"
        yield block.value("party.birth", span, birth.isoformat(), format_date(birth), note)
        return


def _ethnicity(block: Block) -> Iterator[Extracted]:
    match = _ETHNICITY.search(block.text) or _ETHNICITY_TIGHT.search(block.text)
    if match:
        key = "b" if match["b"] else "a"
        yield block.value("party.ethnicity", match.span(key), f"{match[key]}族")


def _identity(block: Block) -> tuple[list[Extracted], Checksum]:
    match = _IDENTITY.search(block.text)
    if match is None:
        return [], Checksum(False)
    key = "a" if match["a"] else "b"
    number = re.sub(r"[\s-]", "", match[key]).upper().replace("×", "X")
    check = check_identity(number, block.today)
    note = "" if check.valid else check.message
    return [block.value("party.identity", match.span(key), number, note=note)], check


def _credit(block: Block) -> Iterator[Extracted]:
    match = _CREDIT.search(block.text)
    if match:
        code = re.sub(r"\s", "", match["code"]).upper()
        # The alphabet has neither I nor O: what OCR reads so is 1 or 0.
        code = code.replace("O", "0").replace("I", "1")
        check = check_credit_code(code)
        note = "" if check.valid else check.message
        yield block.value("party.credit_code", match.span("code"), code, note=note)


def _places(block: Block) -> Iterator[Extracted]:
    taken: list[Span] = []
    for match in _HOUSEHOLD.finditer(block.text):
        taken.append(match.span())
        yield block.value("party.household", match.span("v"), match["v"].strip())
        break
    seen: set[str] = set()
    for match in _ADDRESS.finditer(block.text):
        value = match["v"].strip()
        inside = any(start < match.end() and match.start() < end for start, end in taken)
        if (
            inside
            or value in seen
            or re.match(LABELS, value)
            or not re.search(r"[\u3400-\u9fff\U00020000-\U000323af]{2}", value)
        ):
            continue
        seen.add(value)
        vague = value in ("同上", "同前", "上址", "同原告", "同住址")
        note = "未写明具体地址，应写全。" if vague else ""
        yield block.value("party.address", match.span("v"), value, note=note)


def _phone(block: Block) -> Iterator[Extracted]:
    seen: set[str] = set()
    for match in _PHONE.finditer(block.text):
        key = "a" if match["a"] else "b"
        number = re.sub(r"[\s-]", "", match[key])
        number = re.sub(r"^\+?86(?=1)", "", number)
        if number not in seen:
            seen.add(number)
            landline = number.startswith("0")
            note = "" if landline or check_mobile(number).valid else "手机号码格式不符。"
            yield block.value("party.phone", match.span(key), number, note=note)


def _representative(block: Block) -> Iterator[Extracted]:
    match = _REPRESENTATIVE.search(block.text)
    if match is None or re.fullmatch(LABELS, match["v"]):
        return
    yield block.value("party.representative", match.span("v"), match["v"])
    post = _POST.search(block.text, match.end("v"), match.end("v") + 24)
    if post:
        yield block.value("party.representative_post", post.span("v"), post["v"])


def _simple(block: Block, pattern: re.Pattern[str], field: str) -> Iterator[Extracted]:
    match = pattern.search(block.text)
    if match and match["v"].strip():
        yield block.value(field, match.span("v"), match["v"].strip())
