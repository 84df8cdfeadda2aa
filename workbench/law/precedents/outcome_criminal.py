"""The outcome of a criminal case: for every defendant the charges and the penalty.

Read from the fixed wordings of the result (被告人×××犯××罪，判处有期徒刑……，并处罚金……). Of several
offences the penalty to be executed counts (决定执行……); what is revoked does not.
"""

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from workbench.law.precedents.charges import charges_in
from workbench.law.precedents.measures import SUM, TERM, months_of, sum_of
from workbench.law.precedents.model import Outcome, Penalty, Result, Sentence

_ITEM = re.compile(
    r"(?:^|(?<=[。；;\n]))\s*(?=(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．])", re.MULTILINE
)
_WHO = re.compile(
    r"(?:原审)?(?:附带民事诉讼)?(?:被告人|被告单位|上诉人|上诉单位|罪犯|申诉人|再审申请人)"
    r"(?:（[^（）]{2,30}）)?(?P<name>[^，。；：（）\s犯罪的退因将]{1,60}?(?<!所)(?:（[^（）]{1,20}）)?)"
    r"(?=(?:在.{2,30}[内期间]，)?(?:犯|无罪|构成|的行为|不构成|免予|宣告|不负))"
)
_UNCALLED = re.compile(
    r"(?:^|(?<=[；。]))\s*[一二三四五六七八九十]{1,3}、(?P<name>[^，。；：（）\s犯]{2,12})(?=犯[^。；]{2,40}罪，判处)",
    re.MULTILINE,
)
"""Items that name a defendant without calling him one."""
_ALSO = re.compile(
    r"(?:、|[和及](?=(?:原审)?被告))(?:原审)?(?:被告人|被告单位|上诉人)?(?:（[^（）]{2,30}）)?"
)
_REVOKED = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]?)?\s*撤\s*销")
_TOTAL = re.compile(r"(?:决定|合并|并罚)[^。；，]{0,12}?(?:执行|判处)")
_BARE = re.compile(rf"\s*{TERM}")
_PENALTIES = (
    (Penalty.DEATH_SUSPENDED, re.compile(r"死刑[，,]?\s*(?:缓期|宣告缓期)")),
    (Penalty.DEATH, re.compile(r"死刑")),
    (Penalty.LIFE, re.compile(r"无期徒刑")),
    (Penalty.TERM, re.compile(rf"有期徒刑?{TERM}")),
    (Penalty.DETENTION, re.compile(rf"拘役{TERM}")),
    (Penalty.CONTROL, re.compile(rf"管制{TERM}")),
    (Penalty.EXEMPT, re.compile(r"免(?:予|于|除)(?:刑事)?处罚|免刑")),
    (Penalty.FINE, re.compile(r"罚金")),
)
_BACK = re.compile(r"(?:刑期|缓刑考验期|考验期限)(?:从|自|即)|（刑期|羁押一日折抵|即自(?:19|20)")
_COUNTED = re.compile(r"（[^（）]*(?:折抵|刑期|考验期)[^（）]*(?:（[^（）]*）[^（）]*)*）")
_SUSPENDED = re.compile(rf"缓刑(?:考验期(?:限|为)?)?(?:为)?{TERM}")
_FINED = re.compile(rf"罚\s*金\s*(?:合计|共计|计|为)?(?:人民币?|民币|RMB|￥|¥)?\s*{SUM}")
_ALL = re.compile(r"没收(?:其)?(?:个人)?全部(?:个人)?财产")
_CONFISCATED = re.compile(
    rf"没收(?:其)?(?:个人)?(?:部分)?(?:个人)?财产(?:计|折合)?(?:人民币)?\s*{SUM}"
)
_ACQUITTED = re.compile(r"无罪(?!部分)|不负刑事责任")
_WORDS: tuple[tuple[Result, re.Pattern[str]], ...] = (
    (Result.REMANDED, re.compile(r"发回.{0,40}重(?:新审|审)")),
    (
        Result.UPHELD,
        re.compile(r"驳回(?:上诉|抗诉|申诉)[^。；]{0,60}维持原|^\s*维持原(?:判|裁)", re.MULTILINE),
    ),
    (Result.CHANGED, re.compile(r"撤\s*销[^。；]{2,120}(?:判\s*决|裁定|第.{1,6}项)|变更")),
    (
        Result.UPHELD,
        re.compile(r"维\s*持[^。；]{2,120}(?:判\s*决|裁定|第.{1,6}项)|驳回[^。；]{0,30}上诉"),
    ),
    (
        Result.WITHDRAWN,
        re.compile(r"准(?:许|予)[^。；]{0,40}撤回|准予[^。；]{0,20}撤诉|按撤诉处理"),
    ),
    (Result.REVIEW_REFUSED, re.compile(r"驳回[^。；]{0,40}(?:申诉|再审申请)")),
    (Result.RETRIAL_ORDERED, re.compile(r"(?:指令|本案由)[^。；]{2,40}再审|提审")),
    (Result.APPROVED, re.compile(r"(?<!不)核准")),
)


def criminal_outcome(result: str, start: int, lower: bool) -> Outcome:
    """Read the outcome of a criminal case.

    Args:
        result: the words of the decision, without appeal notice.
        start: where they begin in the precedent's text.
        lower: the case came from a court below (second instance, retrial), whose judgment is
            upheld, changed or sent back.
    """
    kept = "".join(item for item in _items(result) if not _REVOKED.match(item))
    sentences = tuple(_sentences(kept))
    if not sentences:
        sentences = tuple(_sentences(result))
    results = list(_results(result, lower))
    results += list(dict.fromkeys(r for r in _of_sentences(sentences) if r not in results))
    if not sentences and _ACQUITTED.search(kept):
        results.append(Result.ACQUITTED)
    return Outcome(tuple(results), sentences, None, start, start + len(result))


def _items(result: str) -> list[str]:
    cuts = [0, *(match.end() for match in _ITEM.finditer(result)), len(result)]
    return [result[a:b] for a, b in itertools.pairwise(cuts)]


def _sentences(result: str) -> Iterator[Sentence]:
    marks = list(_WHO.finditer(result)) or list(_UNCALLED.finditer(result))
    ends = [mark.start() for mark in marks[1:]] + [len(result)] * bool(marks)
    merged: dict[str, str] = {}
    for mark, end in zip(marks, ends, strict=True):
        for name in _ALSO.split(mark["name"]):
            merged[name] = merged.get(name, "") + result[mark.end() : end]
    for name, words in merged.items():
        sentence = _sentence(name, words)
        if sentence.charges or sentence.penalty is not Penalty.NONE:
            yield sentence
    if not marks and (charged := charges_in(result)):
        yield Sentence("", charged, *_penalty(result))


def _sentence(name: str, words: str) -> Sentence:
    if _ACQUITTED.match(words.lstrip("的行为不构成犯罪，,")[:12]) or _ACQUITTED.search(words[:14]):
        return Sentence(name, (), Penalty.ACQUITTED)
    return Sentence(name, charges_in(words), *_penalty(words))


def _penalty(words: str) -> tuple[Penalty, int, int, Decimal | None]:
    """Return penalty, months, months of probation, fine."""
    words = _COUNTED.sub("", words)
    total = list(_TOTAL.finditer(words))
    effective = words[total[-1].end() :] if total else words
    back = _BACK.search(effective)
    main = effective[: back.start()] if back else effective
    for penalty, pattern in _PENALTIES:
        match = pattern.search(main)
        if match:
            months = months_of(match) if pattern.groupindex else 0
            # A term without a number is one that is spoken of, not one that is given.
            if pattern.groupindex and not match["years"] and not match["months"]:
                continue
            suspended = _SUSPENDED.search(main)
            probation = months_of(suspended) if suspended else 0
            return penalty, months, probation, _fine(main)
    bare = _BARE.match(main)
    months = months_of(bare) if bare and total else 0
    # 合并执行四年 leaves out of which penalty; it can only be a term.
    return (Penalty.TERM if months else Penalty.NONE), months, 0, _fine(main)


def _fine(words: str) -> Decimal | None:
    if _ALL.search(words):
        return None
    sums = [sum_of(m["sum"]) for p in (_FINED, _CONFISCATED) for m in p.finditer(words)]
    read = [value for value in sums if value is not None]
    if not read:
        return None if sums or re.search("没收.{0,6}财产", words) else Decimal(0)
    return sum(read, Decimal(0))


def _results(result: str, lower: bool) -> Iterator[Result]:
    given: set[Result] = set()
    for meaning, pattern in _WORDS:
        if meaning in given or not pattern.search(result):
            continue
        if meaning in {Result.CHANGED, Result.UPHELD} and not lower:
            continue
        if meaning is Result.CHANGED and Result.REMANDED in given:
            continue
        if meaning is Result.UPHELD and Result.CHANGED in given:
            continue
        given.add(meaning)
        yield meaning


def _of_sentences(sentences: tuple[Sentence, ...]) -> Iterator[Result]:
    for sentence in sentences:
        if sentence.penalty is Penalty.ACQUITTED:
            yield Result.ACQUITTED
        elif sentence.penalty is Penalty.EXEMPT:
            yield Result.EXEMPTED
        elif sentence.penalty is not Penalty.NONE:
            yield Result.CONVICTED
