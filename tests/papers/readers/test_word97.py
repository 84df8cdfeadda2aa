"""Old Word documents."""

import pytest

from tests.papers.readers import samples
from tests.support.data import data_folder, requires_data
from workbench.papers.model import Outcome
from workbench.papers.readers import read


def text_of(data: bytes) -> str:
    return read(data, "a.doc").pages[0].text


def test_pieces_of_both_widths_are_joined() -> None:
    data = samples.doc([("民事起诉状\r", False), ("No. 12\r", True), ("原告张三甲", False)])
    assert text_of(data) == "民事起诉状\nNo. 12\n原告张三甲"


def test_field_codes_go_and_results_stay() -> None:
    field = "\x13 PAGEREF \x13 inner \x14x\x15 \x14第3页\x15"
    assert text_of(samples.doc([(f"见{field}。", False)])) == "见第3页。"


def test_cells_become_tabs() -> None:
    assert text_of(samples.doc([("姓名\x07金额\x07\r完", False)])) == "姓名\t金额\n完"


def test_deleted_text_is_left_out_with_a_warning() -> None:
    result = read(samples.doc([("判决支持驳回请求", False)], deleted="支持"), "a.doc")
    assert result.pages[0].text == "判决驳回请求"
    assert any("修订" in warning for warning in result.warnings)


def test_word95_in_the_chinese_code_page() -> None:
    result = read(samples.doc95("原告张三甲\r被告李四乙"), "a.doc")
    assert result.pages[0].text == "原告张三甲\n被告李四乙"
    assert any("Word 6/95" in warning for warning in result.warnings)


def test_misnamed_doc_is_warned_of() -> None:
    result = read(samples.doc([("甲", False)]), "决定.docx")
    assert result.kind == "doc"
    assert ".docx" in result.warnings[0]


def test_encryption_is_said() -> None:
    result = read(samples.doc([("甲", False)], flags=0x0300), "a.doc")
    assert result.outcome is Outcome.UNREADABLE
    assert "密码" in result.reason


@pytest.mark.parametrize("cut", [512, 1500, 3000])
def test_a_cut_file_is_unreadable_in_words(cut: int) -> None:
    result = read(samples.doc([("甲" * 3000, False)])[:cut], "a.doc")
    assert result.outcome is Outcome.UNREADABLE
    assert "损坏" in result.reason


def old_files(count: int) -> list[bytes]:
    """Return the first old Word files of the development data's official downloads."""
    import tarfile

    import zstandard

    packed = data_folder() / "laws" / "flk-docx-sample.tar.zst"
    found: list[bytes] = []
    with packed.open("rb") as raw, zstandard.ZstdDecompressor().stream_reader(raw) as plain:
        archive = tarfile.open(fileobj=plain, mode="r|")  # noqa: SIM115
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            data = stream.read() if stream else b""
            if data.startswith(b"\xd0\xcf\x11\xe0"):
                found.append(data)
            if len(found) == count:
                break
    return found


@pytest.mark.data
@requires_data
def test_official_old_files_are_chinese_text() -> None:
    files = old_files(12)
    assert len(files) == 12
    for data in files:
        result = read(data, "a.doc")
        assert (result.kind, result.outcome) == ("doc", Outcome.READABLE)
        solid = "".join(result.pages[0].text.split())
        assert sum("一" <= c <= "鿿" for c in solid) > len(solid) * 0.75
        assert not any(c < " " and c not in "\n\t" for c in result.pages[0].text)
