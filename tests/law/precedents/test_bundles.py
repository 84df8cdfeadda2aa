"""Several judgments in one file."""

from tests.law.precedents import forms, samples
from tests.law.precedents.build import reading
from workbench.law.precedents.bundles import split_judgments
from workbench.law.precedents.normal import normalise
from workbench.law.precedents.raw_text import Raw
from workbench.law.precedents.reader import ReadPrecedent, read_all

ALL = (samples.CIVIL_FIRST, samples.ADMINISTRATIVE, samples.ENFORCEMENT, forms.CORRECTION)


def test_each_judgment_of_a_bundle_is_read() -> None:
    found = read_all(lambda: Raw("汇编.pdf", "\n".join(ALL)), reading())
    read = [one.precedent for one in found if isinstance(one, ReadPrecedent)]
    assert [one.number for one in read] == [
        *("（2022）粤0304民初90017号", "（2019）浙0106行初90011号"),
        *("（2020）苏0102执90033号之一", "（2023）粤0304民初3号"),
    ]
    assert [one.source for one in read] == [f"汇编.pdf#{n}" for n in range(1, 5)]
    assert all(one.outcome.results for one in read)


def test_one_judgment_stays_whole() -> None:
    for text in (*ALL, samples.CIVIL_SECOND, samples.CRIMINAL, samples.RETRIAL_REFUSED):
        assert split_judgments(normalise(text)) == [normalise(text)]


def test_a_header_that_every_page_repeats_divides_nothing() -> None:
    lines = normalise(samples.CIVIL_FIRST).split("\n")
    header = lines[:3]
    paged = "\n".join([*lines[:9], *header, *lines[9:14], *header, *lines[14:]])
    assert split_judgments(paged) == [paged]


def test_what_is_appended_before_the_signatures_divides_nothing() -> None:
    lines = normalise(samples.CIVIL_SECOND).split("\n")
    quoted = normalise(samples.CIVIL_FIRST).split("\n")[:3]
    text = "\n".join([*lines[:6], *quoted, *lines[6:]])
    assert split_judgments(text) == [text]
