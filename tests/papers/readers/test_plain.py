"""Text, markdown and RTF."""

from tests.papers.readers.samples import SENTENCE
from workbench.papers.readers import read


def rtf(text: str, codec: str = "gbk") -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(codec))


def test_line_ends_become_newlines() -> None:
    assert read("甲方\r\n乙方\r丙方".encode(), "a.txt").pages[0].text == "甲方\n乙方\n丙方"


def test_a_guess_is_said() -> None:
    result = read("張三甲與李四乙民間借貸糾紛一案".encode("big5"), "a.txt")
    assert result.pages[0].text == "張三甲與李四乙民間借貸糾紛一案"
    assert any("Big5" in warning for warning in result.warnings)


def test_markdown_stays_as_it_is() -> None:
    assert read("# 标题\n\n- 甲".encode(), "a.md").pages[0].text == "# 标题\n\n- 甲"


def test_rtf_in_the_chinese_code_page() -> None:
    data = "{\\rtf1\\ansi\\ansicpg936 " + rtf("张三甲") + "\\par " + rtf("李四乙") + "}"
    result = read(data.encode("ascii"), "a.rtf")
    assert (result.kind, result.pages[0].text) == ("rtf", "张三甲\n李四乙")


def test_rtf_with_unicode_escapes_and_raw_bytes() -> None:
    data = b"{\\rtf1\\ansicpg936\\uc1 \\u24352?" + "三甲".encode("gbk") + b"}"
    assert read(data, "a.rtf").pages[0].text == "张三甲"


def test_rtf_second_byte_given_as_a_letter() -> None:
    # 倢 is 0x82 0x41 in GBK: writers may leave the 0x41 as the letter A.
    data = b"{\\rtf1\\ansicpg936 " + rtf("原告").encode() + b"\\'82A" + rtf("诉称").encode() + b"}"
    assert "\\'82A" in data.decode()
    assert read(data, "a.rtf").pages[0].text == "原告" + b"\x82A".decode("gbk") + "诉称"


def test_rtf_chinese_in_a_font_that_claims_to_be_western() -> None:
    head = "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset0 Arial;}}\\f0 "
    result = read((head + rtf(SENTENCE) + "}").encode("ascii"), "a.rtf")
    assert result.pages[0].text == SENTENCE


def test_rtf_cells_are_apart_by_tabs_and_revisions_are_warned_of() -> None:
    data = b"{\\rtf1 \\trowd a\\cell b\\cell\\row {\\deleted c}}"
    result = read(data, "a.rtf")
    assert result.pages[0].text.split("\n")[0] == "a\tb"
    assert any("修订" in warning for warning in result.warnings)
