"""Measures text recognition: ``python -m tests.bench.ocr [--pages 40] [--threads N]``.

Pages are rendered at 200 dpi in 14 pt from statute text of the development data (without it, from
a few sentences of our own, and the output says so). The character error rate (CER) is the
Levenshtein distance divided by the length of the true text, summed over all pages, after white
space is removed and full-width ASCII forms and punctuation are made half-width, because a printed
mark does not show its width. Seconds are wall-clock as the engine reports them; on a machine that
does other work at the time, processor seconds (all threads together) say more.
"""

import argparse
import re
import statistics
import sys
import tarfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tests.support.data import data_folder
from tests.tools import render
from workbench.engines.rapidocr import RapidOcr

if TYPE_CHECKING:
    from PIL import Image

PACK = "laws/flk-2026-03.tar.zst"
OWN_TEXT = (
    "第一条　借款人应当按照约定的期限返还借款，并支付利息。\n"
    "第二条　逾期返还的，应当按照约定或者国家有关规定支付逾期利息（自2026年3月5日起计算）。\n"
    "（一）本金：120,000.00元；（二）利率：年利率3.45%；（三）期限：十二个月。\n"
) * 60

CONDITIONS: "dict[str, Callable[[Image.Image, int], Image.Image]]" = {
    "clean": lambda page, _: page,
    "degraded": lambda page, seed: render.degrade(page, skew=2, noise=20, jpeg=40, seed=seed),
    "turned 90": lambda page, _: render.degrade(page, turn=90),
    "turned 180": lambda page, _: render.degrade(page, turn=180),
    "turned 270": lambda page, _: render.degrade(page, turn=270),
    "sealed": lambda page, seed: render.stamp(page, center=(0.3 + seed % 5 / 10, 0.5)),
}


def normalise(text: str) -> str:
    """Return text as it is compared: no white space, one width."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def distance(one: str, other: str) -> int:
    """Return the Levenshtein distance."""
    before = list(range(len(other) + 1))
    for row, char in enumerate(one, 1):
        current = [row]
        for column, against in enumerate(other, 1):
            change = before[column - 1] + (char != against)
            current.append(min(before[column] + 1, current[-1] + 1, change))
        before = current
    return before[-1]


def statute_texts() -> Iterator[str]:
    """Yield texts of the pack of statutes without their heads and markup; none if it is absent."""
    import zstandard

    pack = data_folder() / PACK
    if not pack.is_file():
        return
    with (
        pack.open("rb") as stream,
        zstandard.ZstdDecompressor().stream_reader(stream) as plain,
        tarfile.open(fileobj=plain, mode="r|") as archive,
    ):
        for member in archive:
            content = archive.extractfile(member) if member.name.endswith(".md") else None
            if content is not None:
                text = re.sub(r"[#*>|_`-]", "", content.read().decode("utf-8", "replace"))
                yield re.sub(r"\n\s*\n+", "\n", text)


def sample_pages(count: int) -> list[str]:
    """Return pages of text, each the second page of another statute."""
    pages: list[str] = []
    for number, text in enumerate(statute_texts()):
        if number % 7 == 0 and len(text) > 2000:
            pages.append(render.split_pages(text)[1])
        if len(pages) == count:
            return pages
    sys.stderr.write("the development data is absent or too small: own text\n")
    own = render.split_pages(OWN_TEXT)
    return [own[number % len(own)] for number in range(count)]


def measure(engine: RapidOcr, name: str, texts: list[str]) -> str:
    """Read every page under one condition and return the row of figures."""
    errors = length = wrong_way = 0
    seconds: list[float] = []
    processor = time.process_time()
    spent_rendering = 0.0
    for seed, text in enumerate(texts):
        started = time.process_time()
        image = render.encode(CONDITIONS[name](render.render_text_page(text), seed))
        spent_rendering += time.process_time() - started
        page = engine.read(image)
        seconds.append(page.seconds)
        turned = int(name.rsplit(maxsplit=1)[-1]) if name.startswith("turned") else 0
        wrong_way += page.rotation != -turned % 360
        truth = normalise(text)
        started = time.process_time()
        errors += distance(truth, normalise("".join(line.text for line in page.lines)))
        spent_rendering += time.process_time() - started
        length += len(truth)
    processor = (time.process_time() - processor - spent_rendering) / len(texts)
    ordered = sorted(seconds)
    late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return (
        f"{name:<11} {100 * errors / length:7.3f} % {wrong_way:9d} "
        f"{statistics.median(ordered):8.2f} {late:8.2f} {processor:10.2f}"
    )


def say(line: str) -> None:
    """Write one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Print one row of figures a condition."""
    parser = argparse.ArgumentParser(description="text recognition: errors and seconds a page")
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--threads", type=int, default=None)
    parser.add_argument("--only", choices=CONDITIONS, action="append")
    options = parser.parse_args()
    engine = RapidOcr(threads=options.threads)
    texts = sample_pages(options.pages)
    engine.read(render.encode(render.render_text_page(texts[0])))
    characters = sum(len(normalise(text)) for text in texts)
    say(f"{options.pages} pages, {characters} characters")
    say("condition       CER    wrong way   median      95%  processor s")
    for name in options.only or CONDITIONS:
        say(measure(engine, name, texts))


if __name__ == "__main__":
    main()
