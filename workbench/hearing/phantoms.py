"""What a speech model writes though nobody said it: taken out, counted, with the reason.

Speech models write sentences of television programmes over silence and music, repeat themselves
without end, and echo the hot words they were given. A sentence that really was said must stay:
every rule weighs whether anybody spoke there and how sure the model is.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from workbench.engines.protocols import Heard
from workbench.hearing.segments import clauses, within, without
from workbench.reference.rule_data import read_toml

_TABLE = "hearing_phantoms.toml"
_MARKS = re.compile(r"[，。？！；：、…,.?!;:\s]")


@dataclass(frozen=True)
class Phantom:
    """A kind of sentences that models write by themselves.

    Attributes:
        key: of the row of the table.
        reason: in words (Chinese).
        patterns: one of them is found in the sentence.
        real: it is also said in courtrooms; only what nobody said is taken out.
    """

    key: str
    reason: str
    patterns: tuple[re.Pattern[str], ...]
    real: bool = False


@dataclass(frozen=True)
class PhantomRules:
    """The rows and the limits of ``resources/rules/hearing_phantoms.toml``."""

    phantoms: tuple[Phantom, ...]
    limits: dict[str, float]


@dataclass(frozen=True)
class Dropped:
    """What was taken out.

    Attributes:
        start, end: seconds, as the segment's.
        text: what the model wrote.
        rule: key of the rule.
        reason: in words (Chinese).
    """

    start: float
    end: float
    text: str
    rule: str
    reason: str


@dataclass(frozen=True)
class Kept:
    """The segments that are left, and what was taken out, both in their order."""

    heard: tuple[Heard, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True)
class _Seen:
    """A segment with what the rules ask of it."""

    heard: Heard
    share: float
    hot_words: tuple[str, ...]
    limits: dict[str, float]

    def limit(self, name: str) -> float:
        return self.limits[name]

    @property
    def silent(self) -> bool:
        """Nobody spoke, as far as can be told; a model that is sure of it is believed."""
        sure = self.heard.log_probability >= self.limit(
            "quiet_log_probability"
        ) and self.heard.no_speech <= self.limit("quiet_no_speech")
        return self.share < self.limit("speech_share") and not sure

    @property
    def sure(self) -> bool:
        """Somebody spoke all the time, and the model is sure of what."""
        return self.heard.log_probability >= self.limit(
            "sure_log_probability"
        ) and self.share >= self.limit("sure_share")

    @property
    def unsure(self) -> bool:
        """The model itself doubts that anybody spoke."""
        return self.heard.no_speech > self.limit(
            "real_no_speech"
        ) and self.heard.log_probability < self.limit("real_log_probability")


_Verdict = tuple[Heard | None, tuple[Dropped, ...]]


@cache
def phantom_rules() -> PhantomRules:
    """Return the rules of the product."""
    data = read_toml(_TABLE)
    return PhantomRules(
        phantoms=tuple(
            Phantom(
                row["key"],
                row["reason"],
                tuple(re.compile(pattern) for pattern in row["patterns"]),
                row.get("real", False),
            )
            for row in data["phantom"]
        ),
        limits=data["limits"],
    )


def drop_phantoms(
    heard: Sequence[Heard],
    speech: Sequence[tuple[float, float]] | None = None,
    hot_words: str = "",
    rules: PhantomRules | None = None,
) -> Kept:
    """Take out of segments what nobody said.

    Args:
        heard: in order of time, in Simplified Chinese.
        speech: the stretches (seconds) in which somebody spoke; ``None``: not known.
        hot_words: as they were given to the model, parted by blanks.
        rules: those of the product by default.
    """
    rules = rules or phantom_rules()
    kept: list[Heard] = []
    dropped: list[Dropped] = []
    for segment in heard:
        share = 1.0 if speech is None else within(segment, speech)
        seen = _Seen(segment, share, tuple(hot_words.split()), rules.limits)
        left, out = _judge(seen, rules.phantoms)
        dropped += out
        if left is not None and _MARKS.sub("", left.text):
            kept.append(left)
    return _without_chains(kept, dropped, rules.limits)


def _judge(seen: _Seen, phantoms: Sequence[Phantom]) -> _Verdict:
    for whole in (_nothing_there, _echo):
        reason = whole(seen)
        if reason:
            return None, (_out(seen.heard, seen.heard.text, *reason),)
    return _in_parts(seen, phantoms)


def _nothing_there(seen: _Seen) -> tuple[str, str] | None:
    doubt = seen.heard.no_speech > seen.limit(
        "no_speech"
    ) and seen.heard.log_probability < seen.limit("log_probability")
    if doubt:
        return "no_speech", "模型判断此处没有人说话"
    return ("silence", "落在没有人声的地方") if seen.silent else None


def _echo(seen: _Seen) -> tuple[str, str] | None:
    """Tell whether the segment is the list of hot words once more, and nobody read it out."""
    bare = _MARKS.sub("", seen.heard.text)
    found = [word for word in seen.hot_words if word in bare]
    rest = bare
    for word in sorted(found, key=len, reverse=True):
        rest = rest.replace(word, "")
    much = bare and len(rest) <= len(bare) * (1 - seen.limit("echo"))
    if not much or len(found) < seen.limit("echo_words"):
        return None
    return None if seen.sure else ("echo", "热词的回声，不是说出的话")


def _in_parts(seen: _Seen, phantoms: Sequence[Phantom]) -> _Verdict:
    """Take out single clauses, then what is repeated without end."""
    text = seen.heard.text
    spans: list[tuple[int, int]] = []
    dropped: list[Dropped] = []
    for (start, end), phantom in _phantom_clauses(seen, phantoms):
        spans.append((start, end))
        dropped.append(_out(seen.heard, text[start:end], phantom.key, phantom.reason))
    left = without(seen.heard, spans) if spans else seen.heard
    for start, end in _loops(left, seen.limits):
        dropped.append(_out(left, left.text[start:end], "loop", "同一句话的循环重复"))
        left = without(left, [(start, end)])
    return left, tuple(dropped)


def _phantom_clauses(
    seen: _Seen, phantoms: Sequence[Phantom]
) -> list[tuple[tuple[int, int], Phantom]]:
    """Return the clauses that nobody said, and what stands short between two of them (订阅)."""
    places = clauses(seen.heard.text)
    found = [_phantom_in(seen.heard.text[start:end], seen, phantoms) for start, end in places]
    known = [i for i, phantom in enumerate(found) if phantom is not None]
    for i, (start, end) in enumerate(places):
        between = bool(known) and known[0] < i < known[-1]
        after = i > 0 and found[i - 1] is not None and seen.heard.text[start - 1].isspace()
        short = len(seen.heard.text[start:end].strip()) <= seen.limit("between")
        if found[i] is None and short and (between or after):
            found[i] = found[i - 1] if after else found[known[0]]
    return [(place, one) for place, one in zip(places, found, strict=True) if one is not None]


def _phantom_in(clause: str, seen: _Seen, phantoms: Sequence[Phantom]) -> Phantom | None:
    bare = clause.strip("，。？！；、,.?!; ")
    for phantom in phantoms:
        match = next((m for p in phantom.patterns if (m := p.search(bare))), None)
        if match is None:
            continue
        if phantom.real:
            alone = len(clause) == len(seen.heard.text)
            if alone and (seen.silent or seen.unsure):
                return phantom
        elif not (seen.sure and match.start() >= seen.limit("embedded")):
            # 他在视频里说请点赞订阅: within a sentence of somebody's it was said.
            return phantom
    return None


def _loops(heard: Heard, limits: dict[str, float]) -> list[tuple[int, int]]:
    """Return the places of repetitions after their first time, the last place first."""
    text = heard.text
    tight = max(heard.compression, compression_of(text)) >= limits["compression"]
    found = []
    for match in re.finditer(r"(.{1,30}?)\1{3,}", text):
        unit = match[1]
        times = len(match[0]) // len(unit)
        short = len(_MARKS.sub("", unit)) <= limits["short"]
        enough = limits["repeats_short"] if short else limits["repeats_long"]
        if _MARKS.sub("", unit) and times >= enough and (tight or times >= 2 * enough):
            found.append((match.start() + len(unit), match.end()))
    return found[::-1]


def compression_of(text: str) -> float:
    """Return the length of a text by that of its compressed form, as speech models count it."""
    data = text.encode()
    return len(data) / len(zlib.compress(data)) if data else 1.0


def _without_chains(
    heard: Sequence[Heard], dropped: Sequence[Dropped], limits: dict[str, float]
) -> Kept:
    """Take out segments that say the same as the one before, many times without a pause."""
    kept: list[Heard] = []
    out = list(dropped)
    for chain in _chains(heard, limits["same_gap"]):
        if len(chain) < limits["same_segments"]:
            kept += chain
            continue
        kept.append(chain[0])
        out += [_out(one, one.text, "chain", "同一句话的循环重复") for one in chain[1:]]
    return Kept(tuple(kept), tuple(sorted(out, key=lambda one: one.start)))


def _chains(heard: Sequence[Heard], gap: float) -> list[list[Heard]]:
    chains: list[list[Heard]] = []
    for one in heard:
        before = chains[-1][-1] if chains else None
        same = before is not None and _bare(before) == _bare(one)
        if same and before is not None and one.start - before.end <= gap:
            chains[-1].append(one)
        else:
            chains.append([one])
    return chains


def _bare(heard: Heard) -> str:
    return _MARKS.sub("", heard.text)


def _out(heard: Heard, text: str, rule: str, reason: str) -> Dropped:
    return Dropped(heard.start, heard.end, text.strip(), rule, reason)
