"""What the rules on transcript text do to texts whose right form is known, on the development data.

``python -m tests.bench.hearing_words [--sentences N] [--show N]``. It answers as JSON:

* transcripts: what changes in the reference texts of the recordings (all of it would be wrong but
  marks), how many come back from Traditional, how many phantoms are found in them (none should be).
* numbers: dates, amounts, shares, ages and months of judgments, spoken as words and written by the
  rules again: how many come back to the letter, stay in words, or come out otherwise; and what the
  rules would write otherwise where a court wrote words.
* script: sentences that come back from Traditional to the letter, and that stay as they are.
* questions: sentences of judgments that are given the wrong mark where a model wrote none.
* cleaned: changes in sentences that are in good writing already (each is one too many).

``--show`` prints numbers that came out otherwise, without their surroundings.
"""

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from tests.hearing.normalising.saying import say
from tests.support.data import data_folder
from workbench.engines.protocols import Heard
from workbench.hearing.normalising.numbers import number_edits
from workbench.hearing.normalising.punctuation import is_question
from workbench.hearing.normalising.script import simplified
from workbench.hearing.phantoms import drop_phantoms
from workbench.hearing.rewriting import Rewritten, rewrite
from workbench.hearing.spoken import cleaned

_NUMBER = re.compile(
    r"(?<![\d.,，年月至到\-])(?:"
    r"(?P<year>(?:19|20)\d\d)年(?P<month>1[0-2]|[1-9])月(?P<day>3[01]|[12]\d|[1-9])日"
    r"|(?P<amount>[1-9]\d{0,8})(?P<large>万)?元|(?P<share>[1-9]\d?(?:\.\d+)?)%"
    r"|(?P<age>[1-9]\d?)岁|(?P<months>[1-9]\d)个月)"
)
_OTHER = re.compile("[0-9零〇一二三四五六七八九十百千万亿%]+")
_DIGITS = "零一二三四五六七八九"


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=4000)
    parser.add_argument("--show", type=int, default=0)
    chosen = parser.parse_args()
    sentences = list(judgment_sentences(chosen.sentences))
    numbers, otherwise = spoken_numbers(sentences)
    figures = {
        "transcripts": transcripts(),
        "numbers": numbers,
        "written_in_words_by_courts": rules_against_courts(sentences),
        "script": script(sentences),
        "questions": questions(sentences),
        "cleaned": changes_of_good_writing(sentences),
    }
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    for said, wanted, got in otherwise[: chosen.show]:
        print(said, wanted, got)


def judgment_sentences(most: int) -> Iterator[str]:
    """Yield sentences of judgments, spread over the files."""
    for path in sorted((data_folder() / "elements").glob("*.jsonl")):
        left = most // 3
        for line in path.open(encoding="utf-8"):
            for row in json.loads(line)["sentences"]:
                if left and len(row["sentence"]) > 10:
                    left -= 1
                    yield row["sentence"]


def transcripts() -> dict[str, int]:
    """Count what happens to the reference texts of the recordings."""
    with (data_folder() / "audio" / "transcripts.tsv").open(encoding="utf-8") as file:
        texts = [row["text"] for row in csv.DictReader(file, delimiter="\t")]
    return {
        "texts": len(texts),
        "numbers_changed": sum(len(number_edits(text)) for text in texts),
        "script_changed": sum(simplified(text) != text for text in texts),
        "script_came_back": sum(simplified(traditional(text)) == text for text in texts),
        "phantoms": sum(len(phantoms(text)) for text in texts),
        "cleaned_changes": sum(len(cleaned(text).changes) for text in texts),
    }


def traditional(text: str) -> str:
    """Write a text in Traditional Chinese, as a model may."""
    return str(_converter().convert(text))


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t")


def phantoms(text: str) -> Sequence[object]:
    """Return what is dropped of a text that was said, by a model of usual sureness."""
    heard = Heard(0.0, max(1.0, len(text) / 5), text, log_probability=-0.4, no_speech=0.1)
    return drop_phantoms([heard], ((0.0, 1000.0),)).dropped


def spoken_numbers(sentences: Sequence[str]) -> tuple[dict[str, int], list[tuple[str, str, str]]]:
    """Speak the numbers of sentences and let the rules write them again."""
    counted: Counter[str] = Counter()
    otherwise = []
    for sentence in sentences:
        for match in _NUMBER.finditer(sentence):
            # Other numbers beside it would change too, and move it.
            before = _OTHER.split(sentence[: match.start()])[-1][-8:]
            after = _OTHER.split(sentence[match.end() :])[0][:6]
            said = in_words(match)
            text = f"{before}{said}{after}"
            done = rewrite(Rewritten(text), number_edits(text)).text
            got = done[len(before) : len(done) - len(after)]
            kind = str(match.lastgroup)
            state = "back" if got == plain(match) else "words" if got == said else "otherwise"
            counted[f"{kind}: {state}"] += 1
            counted[f"all: {state}"] += 1
            if state == "otherwise":
                otherwise.append((said, match[0], got))
    return dict(sorted(counted.items())), otherwise


def plain(match: re.Match[str]) -> str:
    """Return a number as the rules are to write it: whole ten thousands with 万."""
    amount = match["amount"]
    if not amount or match["large"] or int(amount) % 10_000:
        return match[0]
    value = Decimal(amount)
    big = value >= 10**8 and value % 10**6 == 0
    return f"{(value / (10**8 if big else 10**4)).normalize():f}{'亿' if big else '万'}元"


def in_words(match: re.Match[str]) -> str:
    """Speak a number."""
    if match["year"]:
        year = "".join(_DIGITS[int(digit)] for digit in match["year"])
        return f"{year}年{short(match['month'])}月{short(match['day'])}日"
    if match["share"]:
        whole, _, part = match["share"].partition(".")
        digits = "点" + "".join(_DIGITS[int(digit)] for digit in part) if part else ""
        return f"百分之{short(whole)}{digits}"
    if match["amount"]:
        return f"{short(match['amount'])}{match['large'] or ''}元"
    return f"{short(match['age'])}岁" if match["age"] else f"{short(match['months'])}个月"


def short(number: str) -> str:
    """Speak an integer, ten without its one at the beginning."""
    return re.sub("^一十", "十", say(int(number)))


def rules_against_courts(sentences: Sequence[str]) -> dict[str, int]:
    """Count, by rule, what courts wrote in words (or figures) and the rules write otherwise."""
    counted = Counter(edit.rule for sentence in sentences for edit in number_edits(sentence))
    return {"sentences": len(sentences), "all": sum(counted.values()), **counted}


def script(sentences: Sequence[str]) -> dict[str, int]:
    """Count the sentences that come back from Traditional, and that stay as they are."""
    return {
        "sentences": len(sentences),
        "came_back": sum(simplified(traditional(one)) == simplified(one) for one in sentences),
        "stayed": sum(simplified(one) == one for one in sentences),
        "phantoms": sum(len(phantoms(one)) for one in sentences),
    }


def questions(sentences: Sequence[str]) -> dict[str, int]:
    """Count statements that are taken for questions, and questions for statements."""
    ended = [(one[:-1], one[-1]) for one in sentences if one[-1] in "。？"]
    return {
        "statements": sum(mark == "。" for _, mark in ended),
        "taken_for_questions": sum(mark == "。" and is_question(one) for one, mark in ended),
        "questions": sum(mark == "？" for _, mark in ended),
        "taken_for_statements": sum(mark == "？" and not is_question(one) for one, mark in ended),
    }


def changes_of_good_writing(sentences: Sequence[str]) -> dict[str, int]:
    """Count the changes of the cleaned layer, by rule."""
    counted = Counter(change.rule for one in sentences for change in cleaned(one).changes)
    return {"sentences": len(sentences), "all": sum(counted.values()), **counted}


if __name__ == "__main__":
    main()
