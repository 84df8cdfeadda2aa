"""Bytes to text: which encoding, and whether the outcome reads as Chinese at all.

A strict decode that succeeds proves little (random bytes often pass as GB18030 or UTF-16), so
every candidate is also weighed by how common its characters are. GB/T 2312 sorts its first 3,755
characters, and Big5 its first 5,401, by common use: the codecs themselves carry the tables.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_CANDIDATES = (
    ("gb18030", "GB18030", 0.05),
    ("big5hkscs", "Big5", 0.0),
    ("utf-16-le", "UTF-16 LE", 0.0),
    ("utf-16-be", "UTF-16 BE", 0.0),
)
_FREQUENT = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年"
    "過发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心"
    "本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由"
    "问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世"
    "位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四"
    "神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便"
    "空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边"
    "死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运审判诉被告原告款合同证法庭诉讼"
    "這個們來時國會對發後說學種動開關見長門問間東車員實應當與為書無證據聲請處規還進經條從"
)
_CHINESE_MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉【】—…　·①②③④⑤⑥⑦⑧⑨⑩×℃￥〔〕％．－～")
_SAMPLE = 20_000
_MIN_PLAUSIBLE = 0.55
# Replacement characters, private-use glyphs, controls: a font without a map to Unicode.
_ODD = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x1f]")


@dataclass(frozen=True)
class Decoded:
    """A text and how it was come by.

    Attributes:
        text: the characters, without a byte order mark.
        encoding: its name for the user.
        guessed: nothing in the file names the encoding, and another one was conceivable.
        broken: bytes that could not be read and stand as U+FFFD.
    """

    text: str
    encoding: str
    guessed: bool = False
    broken: int = 0


def decode(data: bytes, *, partial: bool = False) -> Decoded | None:
    """Read bytes as text; None where they are no text in any encoding known here.

    Args:
        data: the bytes.
        partial: they are the beginning of a longer file, so the last character may be cut.
    """
    for mark, codec, label in _BOMS:
        if data.startswith(mark):
            return _marked(data, codec, label, partial)
    text = _strict(data, "utf-8", partial)
    if text is not None and not _has_controls(text):
        return _rather_gbk(text, data, partial) or Decoded(text, "UTF-8")
    found = _best_candidate(data, partial)
    return found or _with_broken_bytes(data) or _foreign(data)


def plausibility(text: str) -> float:
    """Weigh how much a text reads like real Chinese or Latin text, from 0 (rubbish) to 1.

    Only characters beyond ASCII count, so a text without any gives 1.
    """
    wide = [c for c in text[:_SAMPLE] if ord(c) > 0x7F]
    if not wide:
        return 1.0
    return sum(_weight(c) for c in wide) / len(wide)


def looks_garbled(text: str) -> bool:
    """Say whether a text layer is rubbish: odd glyphs, or Chinese that nobody would write."""
    solid = "".join(text.split())
    if len(_ODD.findall(solid)) * 5 > len(solid):
        return True
    # Every n-th character: a page need not be weighed whole.
    wide = [c for c in solid[:: len(solid) // 400 + 1] if ord(c) > 0x7F]
    return len(wide) >= 20 and plausibility("".join(wide)) < _MIN_PLAUSIBLE


def _weight(char: str) -> float:
    if char in _FREQUENT or char in _CHINESE_MARKS:
        return 1.0
    if "一" <= char <= "鿿":
        return 0.7 if _first_level(char) else 0.15
    category = unicodedata.category(char)
    if category in {"Cn", "Co", "Cs", "Cc"}:
        return -1.0
    if 0xFF00 <= ord(char) <= 0xFF65 or "\u2000" <= char <= "\u22ff" or char in "²³°±×÷":
        return 0.8
    return 0.3 if "\xa0" <= char <= "\u024f" else 0.1


def _first_level(char: str) -> bool:
    try:
        if char.encode("gb2312")[0] < 0xD8:
            return True
    except UnicodeEncodeError:
        pass
    try:
        return char.encode("big5")[0] < 0xC7
    except UnicodeEncodeError:
        return False


def _rather_gbk(text: str, data: bytes, partial: bool) -> Decoded | None:
    """Catch short GBK texts that happen to be valid UTF-8 (as the bytes of 原 are)."""
    wide = [c for c in text[:_SAMPLE] if ord(c) > 0x7F]
    if not wide or max(wide) > "\u07ff":
        return None
    chinese = _strict(data, "gb18030", partial)
    if chinese is None or plausibility(chinese) < 0.8:
        return None
    return Decoded(chinese, "GB18030", guessed=True)


def _marked(data: bytes, codec: str, label: str, partial: bool) -> Decoded:
    text = _strict(data, codec, partial)
    if text is None:
        text = data.decode(codec, errors="replace")
    return Decoded(text.lstrip("\ufeff"), label, broken=text.count("\ufffd"))


def _strict(data: bytes, codec: str, partial: bool) -> str | None:
    try:
        if not partial:
            return data.decode(codec)
        return codecs.getincrementaldecoder(codec)().decode(data, final=False)
    except (UnicodeDecodeError, LookupError):
        return None


def _has_controls(text: str) -> bool:
    controls = sum(1 for c in text[:_SAMPLE] if c < " " and c not in "\t\n\r\f\v\x1a\x1b")
    return "\x00" in text or controls > len(text[:_SAMPLE]) // 100


def _best_candidate(data: bytes, partial: bool) -> Decoded | None:
    scored: list[tuple[float, str, str]] = []
    for codec, label, bonus in _CANDIDATES:
        if codec.startswith("utf-16") and len(data) % 2 and not partial:
            continue
        text = _strict(data, codec, partial)
        if text is None or not text or _has_controls(text):
            continue
        scored.append((_whole_score(text) + bonus, label, text))
    scored.sort(key=lambda row: row[0], reverse=True)
    if not scored or scored[0][0] < 0.45:
        return None
    score, label, text = scored[0]
    clear = len(scored) == 1 or score - scored[1][0] > 0.2
    return Decoded(text, label, guessed=not (label == "GB18030" and clear and score > 0.6))


def _whole_score(text: str) -> float:
    # ASCII counts here: UTF-16 text of Latin letters is pure ASCII once decoded rightly.
    sample = text[:_SAMPLE]
    wide = sum(1 for c in sample if ord(c) > 0x7F)
    share = wide / len(sample)
    return plausibility(sample) * share + (1 - share) if wide else 1.0


def _with_broken_bytes(data: bytes) -> Decoded | None:
    """Accept UTF-8 or GB18030 with up to one broken place in a hundred characters."""
    for codec, label in (("utf-8", "UTF-8"), ("gb18030", "GB18030")):
        text = data.decode(codec, errors="replace")
        broken = text.count("\ufffd")
        readable = text.replace("\ufffd", "")
        if _has_controls(readable) or broken > max(1, len(text) // 100):
            continue
        if readable and _whole_score(readable) > 0.6:
            return Decoded(text, label, guessed=True, broken=broken)
    return None


def _foreign(data: bytes) -> Decoded | None:
    """Ask charset-normalizer about texts in other scripts (Japanese, Korean, Cyrillic …)."""
    from charset_normalizer import from_bytes

    # A file with many NULs or control bytes is no text in any single-byte encoding either.
    if sum(data[:4096].count(byte) for byte in range(9)) > len(data[:4096]) // 100:
        return None
    match = from_bytes(data[:65536], threshold=0.15).best()
    if match is None or match.percent_chaos > 10:
        return None
    text = data.decode(match.encoding, errors="replace")
    if _has_controls(text) or not match.alphabets:
        return None
    return Decoded(text, match.encoding.upper(), guessed=True, broken=text.count("\ufffd"))
