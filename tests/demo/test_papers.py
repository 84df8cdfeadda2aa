"""The papers of the demonstration case: made the same each time, and true to expected.json."""

import hashlib
import io
import json
import re
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.demo.test_pack import articles, pack
from tests.tools import demo_case, demo_papers, demo_statement, demo_texts
from workbench.kernel.numerals import amount_in_words, format_date
from workbench.papers.identity import check_bank_card, check_identity
from workbench.reference.case_number import parse

CASE = demo_papers.OUT


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    text = (files("resources") / "demo" / "expected.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    first, second = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    demo_papers.make(first)
    demo_papers.make(second)
    return first, second


def text_of(path: Path) -> str:
    """Return the text a paper carries itself, white space removed; empty for pictures."""
    if path.suffix == ".docx":
        words = docx_text(path)
    elif path.suffix == ".pdf":
        words = "".join(pdf_pages(path))
    elif path.suffix == ".txt":
        words = path.read_bytes().decode("gb18030")
    else:
        words = ""
    return re.sub(r"\s", "", words)


def docx_text(path: Path) -> str:
    import docx

    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "".join([p.text for p in document.paragraphs] + cells)


def pdf_pages(path: Path) -> list[str]:
    import pymupdf

    with pymupdf.open(path) as document:
        return [page.get_text() for page in document]


def drawn_words() -> dict[str, str]:
    """Return the words from which each picture is drawn, by file."""
    said = "".join(words for _, words in demo_texts.CHAT)
    debtor = demo_case.DEBTOR
    terms = "".join((*demo_texts.CONTRACT_PARTIES, *demo_texts.CONTRACT_TERMS))
    card = debtor.name + format_date(debtor.birth) + debtor.identity + "签发机关"
    signed = debtor.identity + format_date(demo_case.CONTRACT_DAY)
    return {
        "起诉材料/08授权委托书（扫描）.pdf": "授权委托书" + "".join(demo_texts.POWER),
        "原告证据/02借款合同（扫描）.pdf": terms,
        "原告证据/03收条照片.jpg": demo_texts.RECEIPT + signed,
        "原告证据/05微信聊天截图.png": debtor.name + said,
        "原告证据/09被告身份证复印件（样本）.png": card,
    }


def hashes(folder: Path) -> dict[str, str]:
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in demo_papers.PAPERS
    }


def test_two_runs_give_the_same_bytes(two_runs: tuple[Path, Path]) -> None:
    assert hashes(two_runs[0]) == hashes(two_runs[1])


def test_the_kept_papers_are_the_ones_the_script_makes(two_runs: tuple[Path, Path]) -> None:
    kept = {str(p.relative_to(CASE).as_posix()) for p in CASE.rglob("*") if p.is_file()}
    assert kept == set(demo_papers.PAPERS)
    # Pictures are not compared: another version of an image library may pack them otherwise.
    for name in demo_papers.PAPERS:
        assert text_of(CASE / name) == text_of(two_runs[0] / name), name


def test_the_whole_case_is_small() -> None:
    assert sum(path.stat().st_size for path in CASE.rglob("*") if path.is_file()) < 4_000_000


def test_expected_names_every_paper_once(expected: dict[str, Any]) -> None:
    named = [paper["file"] for paper in expected["papers"]]
    assert sorted(named) == sorted(demo_papers.PAPERS)
    for entry in [*expected["conflicts"][0]["values"], *expected["disputes"]]:
        assert set(entry["files"]) <= set(named)


def test_papers_contain_what_is_expected_of_them(expected: dict[str, Any]) -> None:
    drawn = drawn_words()
    for paper in expected["papers"]:
        own = text_of(CASE / paper["file"])
        assert bool(own) == (paper["outcome"] == "readable"), paper["file"]
        words = own or re.sub(r"\s", "", drawn[paper["file"]])
        named = [*paper["contains"], *paper.get("hard", ())]
        missing = [part for part in named if part not in words]
        assert not missing, paper["file"]


def test_pdf_pages_and_pictures_open_with_the_expected_count(expected: dict[str, Any]) -> None:
    from PIL import Image

    for paper in expected["papers"]:
        path = CASE / paper["file"]
        if paper["kind"] == "pdf":
            assert len(pdf_pages(path)) == paper["pages"]
        elif paper["kind"] == "image":
            with Image.open(io.BytesIO(path.read_bytes())) as image:
                image.load()
                assert not image.getexif()
                assert (image.width > image.height) == (paper["rotation"] == 90)


def test_scans_are_stored_at_200_dpi_without_text() -> None:
    import pymupdf

    with pymupdf.open(CASE / "原告证据/02借款合同（扫描）.pdf") as document:
        for page in document:
            (picture,) = page.get_image_info()
            assert not page.get_text().strip()
            assert picture["width"] / page.rect.width * 72 == pytest.approx(200, abs=1)


def test_parties_agree_with_the_facts(expected: dict[str, Any]) -> None:
    people = (demo_case.LENDER, demo_case.DEBTOR, demo_case.GUARANTOR)
    for row, person in zip(expected["parties"], people, strict=True):
        shown = (person.name, person.sex, person.identity, person.address, person.phone)
        assert shown == tuple(row[k] for k in ("name", "sex", "identity", "address", "phone"))
        assert person.birth.isoformat() == row["birth"]


def test_numbers_pass_their_checks(expected: dict[str, Any]) -> None:
    for party in expected["parties"]:
        check = check_identity(party["identity"])
        assert check.valid, check.message
        assert check.birth == date.fromisoformat(party["birth"])
        assert check.sex == party["sex"]
        assert check.facts["region_code"] == "110000", "not a place where people are registered"
    for account in (demo_case.LENDER_ACCOUNT, demo_case.DEBTOR_ACCOUNT):
        assert check_bank_card(account).valid
    number = parse(expected["case"]["number"])
    assert number.text == expected["case"]["number"]
    assert number.court is None, "no court has this code"


def test_the_conflict_stands_in_the_papers(expected: dict[str, Any]) -> None:
    (conflict,) = expected["conflicts"]
    drawn = drawn_words()
    values = {entry["value"]: entry["files"] for entry in conflict["values"]}
    assert len(values) == 2
    for value, names in values.items():
        shown = format_date(date.fromisoformat(value))
        for name in names:
            assert shown in (text_of(CASE / name) or drawn[name]), name


def test_claims_are_the_complaint_s(expected: dict[str, Any]) -> None:
    complaint = text_of(CASE / "起诉材料/01民事起诉状.docx")
    assert len(expected["claims"]) == len(demo_texts.CLAIMS)
    for claim in expected["claims"]:
        assert f"{claim['number']}.{claim['text']}" in complaint


def test_amounts_and_days_agree_with_the_facts(expected: dict[str, Any]) -> None:
    amounts = {key: expected["amounts"][key] for key in ("agreed", "transferred", "deducted")}
    facts = (demo_case.AGREED, demo_case.TRANSFERRED, demo_case.DEDUCTED)
    assert tuple(Decimal(value) for value in amounts.values()) == facts
    assert amount_in_words(demo_case.AGREED) in demo_texts.RECEIPT
    paid = [(p["date"], Decimal(p["amount"])) for p in expected["amounts"]["payments"]]
    assert paid == [(p.day.isoformat(), p.amount) for p in demo_case.PAYMENTS]
    assert sum(amount for _, amount in paid) == Decimal(expected["amounts"]["paid"])
    for key, day in expected["dates"].items():
        assert getattr(demo_case, f"{key.upper()}_DAY").isoformat() == day, key


def test_days_follow_each_other_as_the_procedure_wants(expected: dict[str, Any]) -> None:
    days = {key: date.fromisoformat(day) for key, day in expected["dates"].items()}
    assert list(days.values()) == sorted(days.values())
    # 民事诉讼法 art. 128: five days to send the copy, fifteen to answer; art. 139: three days.
    assert (days["served"] - days["filed"]).days <= 5
    assert (days["answer"] - days["served"]).days <= 15
    assert (days["hearing"] - days["summons"]).days >= 3


def test_rates_and_principal_follow_from_the_facts(expected: dict[str, Any]) -> None:
    rates = {key: Decimal(value) for key, value in expected["rates"].items()}
    assert rates["agreed"] == demo_case.MONTHLY_RATE * 12 * 100
    assert rates["lpr_at_contract"] * 4 == rates["cap"] == demo_case.capped_rate() * 100
    left = Decimal(expected["reckoning"]["principal_left_after_last_payment"])
    first = Decimal(280_000) * Decimal("0.124") * 184 / 365
    middle = Decimal(280_000) + first - 30_000
    by_hand = middle + middle * Decimal("0.124") * 91 / 365 - 20_000
    assert demo_case.principal_left() == left == round(by_hand, 2)


def test_the_statement_adds_up_and_holds_the_case_s_money() -> None:
    lines = demo_statement.entries()
    balance = demo_statement.OPENING
    for line in lines:
        balance += line.amount
        assert line.balance == balance > 0
    with_debtor = [line.amount for line in lines if line.name == demo_case.DEBTOR.name]
    assert with_debtor == [-demo_case.TRANSFERRED, *(p.amount for p in demo_case.PAYMENTS)]


def test_expected_articles_are_in_the_pack(expected: dict[str, Any]) -> None:
    found = {
        (text.partition("\n")[0].removeprefix("# "), label)
        for text in pack().values()
        for label in articles(text)
    }
    wanted = {(row["law"], row["article"]) for row in expected["suggestions"]["articles"]}
    assert wanted <= found
    assert len(wanted) <= expected["suggestions"]["top"]


def test_expected_versions_are_about_delayed_performance(expected: dict[str, Any]) -> None:
    for row in expected["versions"]:
        year = "2021" if row["on"] < "2024-01-01" else "2023"
        found = articles(pack()[f"{row['law']}（{year}）.md"])
        assert row["about"] in found[row["article"]]
