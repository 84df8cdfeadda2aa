"""Saved e-mail."""

from email.message import EmailMessage

from workbench.papers.readers import read


def message(body: str = "请查收借条。") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "张三甲 <zhang@example.invalid>"
    mail["To"] = "li@example.invalid"
    mail["Subject"] = "借条"
    mail["Date"] = "Thu, 05 Mar 2026 14:30:00 +0800"
    mail.set_content(body)
    return mail


def test_heads_and_body() -> None:
    result = read(message().as_bytes(), "a.eml")
    assert result.pages[0].text.split("\n") == [
        "发件人：张三甲 <zhang@example.invalid>", "收件人：li@example.invalid", "主题：借条",
        "日期：2026年3月5日 14:30", "", "请查收借条。",
    ]  # fmt: skip


def test_attachments_keep_their_names_and_bytes() -> None:
    mail = message()
    mail.add_attachment(b"\x89PNG..", maintype="image", subtype="png", filename="../借条.png")
    mail.add_attachment(message("转发"))
    result = read(mail.as_bytes(), "a.eml")
    assert [file.name for file in result.attachments] == ["借条.png", "借条.eml"]
    assert result.attachments[0].data == b"\x89PNG.."
    assert read(result.attachments[1].data, "b.eml").pages[0].text.endswith("转发")
    assert any("2个附件" in warning for warning in result.warnings)


def test_html_alone_becomes_text() -> None:
    mail = message()
    mail.set_content("<p>甲</p><p>乙</p>", subtype="html")
    assert read(mail.as_bytes(), "a.eml").pages[0].text.endswith("甲\n乙")


def test_raw_gbk_heads_and_a_gb2312_body_with_gbk_characters() -> None:
    head = "From: a@example.invalid\r\nSubject: 张三甲的借条\r\n".encode("gbk")
    kind = b"Content-Type: text/plain; charset=gb2312\r\n\r\n"
    text = read(head + kind + "朱镕乙".encode("gbk"), "a.eml").pages[0].text
    assert "主题：张三甲的借条" in text
    assert text.endswith("朱镕乙")
