"""Parties of a paper: paragraphs that open with a position (原告：…), and what they say.

A party's values share the group ``position:name`` (``原告:张三甲``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workbench.papers.extraction.canvas import Canvas
from workbench.papers.extraction.labels import AGENTS, CONTRACT_ROLES, ROLES
from workbench.papers.extraction.names import KIND_WORDS, kind_of, name_span
from workbench.papers.extraction.person import Block, describe
from workbench.papers.model import Extracted

_NUMBER = r"(?:[一二三四五六七八九十]{1,2}|\d{1,2})?"
_MOST = 900
_END = re.compile(
    r"诉讼请求|请求事项|申请事项|上诉请求|反诉请求|再审请求|一案|提起公诉|指控|事实[和与及]|答辩如下|辩称|"
    r"答辩意见|答辩事项|本院(?:于|认为|受理)|此致|兹因|经双方|双方(?:经|就|本着)"
)
_ATTRIBUTE = re.compile(
    r"[，（\s][男女](?:[，。\s]|性)|出生|[\u3400-\u9fff\U00020000-\U000323af]族|住|户籍|法定代表人|负责人|统一社会信用|身份证|公民身份|"
    r"因涉嫌|因本案|因犯|羁押|取保候审|刑事拘留|逮捕|监视居住|党员|文化|农民|无业|职业|个体|职工|绰号|捕前"
)


@dataclass(frozen=True)
class PartyBlock:
    """A paragraph about one party.

    Attributes:
        role: position (原告); note: further position in brackets (反诉被告), may be empty.
        name: the name, as normalised.
        span: of the whole paragraph; name_span: of the name; role_span: of the position.
    """

    role: str
    note: str
    name: str
    span: tuple[int, int]
    name_span: tuple[int, int]
    role_span: tuple[int, int]

    @property
    def group(self) -> str:
        """Key that the party's values share."""
        return f"{self.role}:{self.name}"


def _starts(roles: str) -> re.Pattern[str]:
    aside = r"(?P<{}>（[^（）：]{{1,25}}）)?"
    return re.compile(
        rf"(?:^|(?<=[\n\t。；： ]))(?P<role>{roles})"
        r"(?P<n0>[暨兼](?:刑事)?附带民事(?:公益)?诉讼(?:被告人|被告|原告人|原告))?"
        rf"{aside.format('n1')}{_NUMBER}{aside.format('n2')}"
        r"(?P<sep>[：\s]+|(?=[\u3400-\u9fff\U00020000-\U000323afA-Z×]))"
    )


_SIDE = re.compile(CONTRACT_ROLES)
_PROCEEDINGS = _starts(ROLES)
_CONTRACT = _starts(f"{CONTRACT_ROLES}|{ROLES}")
_BREAKS = re.compile(
    rf"(?:^|(?<=[\n\t。；： ]))(?:上述|以上|共同|二|三|两|均)?"
    r"[\u3400-\u9fff\U00020000-\U000323af]{0,8}?"
    rf"(?:{AGENTS})(?=[：\s\u3400-\u9fff\U00020000-\U000323af])"
)


def find_parties(canvas: Canvas, contract: bool = False) -> list[PartyBlock]:
    """Find the paragraphs about parties.

    Args:
        canvas: the running text.
        contract: positions of contracts and slips (甲方, 借款人 …) too, anywhere in the text;
            otherwise only in front of the claims or the course of the proceedings.
    """
    text = canvas.text
    starts = list((_CONTRACT if contract else _PROCEEDINGS).finditer(text))
    blocks: list[PartyBlock] = []
    limit = len(text)
    for index, match in enumerate(starts):
        if match.start() >= limit:
            break
        following = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        block = _block(text, match, min(following, match.start() + _MOST))
        if block is None:
            continue
        if not blocks and not contract:
            limit = _end_of_header(text, block.name_span[1])
        blocks.append(block)
    return _distinct(blocks)


def party_values(
    canvas: Canvas, blocks: Sequence[PartyBlock], rule: str, today: date | None
) -> list[Extracted]:
    """Return the values of the parties found by :func:`find_parties`."""
    values: list[Extracted] = []
    for block in blocks:
        text = canvas.text[slice(*block.span)]
        kind = kind_of(block.name, text)
        values.append(canvas.value("party.name", block.name_span, block.name, rule, block.group))
        values.append(canvas.value("party.role", block.role_span, block.role, rule, block.group))
        if block.note:
            values.append(
                canvas.value("party.role_note", block.role_span, block.note, rule, block.group)
            )
        values.append(
            canvas.value(
                "party.kind", block.name_span, kind, rule, block.group, shown=KIND_WORDS[kind]
            )
        )
        start = block.name_span[1]
        values.extend(describe(Block(canvas, start, block.span[1], block.group, rule, today)))
    return values


def _end_of_header(text: str, start: int) -> int:
    match = _END.search(text, start)
    return match.start() if match else len(text)


def _block(text: str, match: re.Match[str], end: int) -> PartyBlock | None:
    end = _stop(text, match.end(), end)
    name = name_span(text, match.end(), end)
    if name is None or not _plausible(text, match, name, end):
        return None
    role, note = _position(match)
    written = re.sub(r"\s", "", text[slice(*name)])
    return PartyBlock(role, note, written, (match.start(), end), name, match.span("role"))


def _stop(text: str, start: int, end: int) -> int:
    for pattern in (_BREAKS, _END):
        found = pattern.search(text, start, end)
        if found:
            end = min(end, found.start())
    return end


def _plausible(text: str, match: re.Match[str], name: tuple[int, int], end: int) -> bool:
    """Without a colon the words after the name must be such as describe a party."""
    if "：" in match["sep"]:
        return True
    if _SIDE.fullmatch(match["role"]) and not match["sep"]:
        return False  # a clause of a contract: 乙方逾期还款的，……
    after = text[name[1] : name[1] + 1]
    if match["role"].endswith("机关"):
        return text[slice(*name)].endswith(("检察院", "局", "政府"))
    if text[match.end() :].lstrip().startswith(("姓名", "名称")):
        return True
    if after not in ("，", "。", "（", "\n", "\t", " ", "", "男", "女"):
        return False
    return _ATTRIBUTE.search(text, name[1], min(end, name[1] + 120)) is not None


def _position(match: re.Match[str]) -> tuple[str, str]:
    role = match["role"]
    note = "".join(part.strip("（）暨兼") for part in match.group("n0", "n1", "n2") if part)
    note = re.sub(
        r"^(?:自然人|法人|法人、非法人组织|非法人组织|个体工商户|签名|签字|盖章)$", "", note
    )
    if role in ("答辩人", "被答辩人") and note:
        # 答辩人（被告）: the position in the case is the one in brackets.
        inner = re.fullmatch(rf"(?:系|一审|本诉)?(?P<role>{ROLES})", note)
        if inner:
            return inner["role"], role
    return role, note


def _distinct(blocks: Sequence[PartyBlock]) -> list[PartyBlock]:
    """Keep the fullest paragraph of each party (signatures repeat the names)."""
    best: dict[str, PartyBlock] = {}
    for block in blocks:
        held = best.get(block.group)
        if held is None or _length(held) < min(30, _length(block)):
            best[block.group] = block
    return list(best.values())


def _length(block: PartyBlock) -> int:
    return block.span[1] - block.span[0]
