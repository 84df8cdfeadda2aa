"""Saved e-mail (.eml, also .mht): heads, body, attachments."""

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime

from workbench.kernel.errors import UserError
from workbench.kernel.numerals import format_date
from workbench.papers.model import Attachment, Outcome, Page, ReadResult
from workbench.papers.readers.decoding import decode
from workbench.papers.readers.markup import html_text
from workbench.papers.readers.results import DAMAGED

_HEADS = (("From", "发件人"), ("To", "收件人"), ("Cc", "抄送"), ("Subject", "主题"))


def read_eml(data: bytes) -> ReadResult:
    """Read one message; every attached file comes back as an attachment.

    Raises:
        UserError: the message has neither heads nor a body.
    """
    message = _parse(data)
    warnings: list[str] = []
    heads = [f"{label}：{value}" for key, label in _HEADS if (value := _header(message, key))]
    if _header(message, "Date"):
        heads.append(f"日期：{_date(message)}")
    body = _body(message, warnings)
    files = tuple(_attachments(message))
    if files:
        warnings.append(f"邮件带有{len(files)}个附件，已另行列出。")
        heads.append("附件：" + "、".join(file.name for file in files))
    text = "\n".join(heads) + "\n\n" + body
    if not text.strip():
        raise UserError(DAMAGED)
    pages = (Page(1, text.strip("\n")),)
    return ReadResult(Outcome.READABLE, "eml", pages, "", tuple(warnings), files)


def _parse(data: bytes) -> Message:
    try:
        message: Message = email.message_from_bytes(data, policy=email.policy.default)
        # The default policy parses heads when they are asked for, and fails on some broken ones.
        for key in message:
            _ = message[key]
    except Exception:
        return email.message_from_bytes(data, policy=email.policy.compat32)
    return message


def _header(message: Message, key: str) -> str:
    raw = next((str(v) for k, v in message.raw_items() if k.lower() == key.lower()), "")
    if raw.isascii():
        return " ".join(str(message.get(key) or "").split())
    # Bare GBK or UTF-8 bytes, as some Chinese mail programs write them; the parser gives them up.
    found = decode(raw.encode("utf-8", "surrogateescape"))
    return " ".join((found.text if found else str(message.get(key) or "")).split())


def _date(message: Message) -> str:
    written = _header(message, "Date")
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError):
        return written
    return f"{format_date(moment.date())} {moment:%H:%M}"


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that hold content; an enclosed message counts as one part."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _leaves(part)
    else:
        yield message


def _is_body(part: Message) -> bool:
    if part.get_content_type() not in {"text/plain", "text/html"}:
        return False
    return part.get_content_disposition() != "attachment" and not part.get_filename()


def _body(message: Message, warnings: list[str]) -> str:
    parts = [part for part in _leaves(message) if _is_body(part)]
    plain = [part for part in parts if part.get_content_type() == "text/plain"]
    texts = [_text(part, warnings) for part in plain]
    if any(text.strip() for text in texts):
        return "\n\n".join(text.strip("\n") for text in texts)
    shown = []
    for part in parts:
        if part.get_content_type() == "text/html":
            text, hidden = html_text(_text(part, warnings) or "<p></p>")
            shown.append(text)
            if hidden:
                warnings.append(f"邮件正文有{hidden}处隐藏内容，未读取。")
    return "\n\n".join(shown)


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message, warnings: list[str]) -> str:
    data = _bytes(part)
    charset = (part.get_content_charset() or "").lower()
    charset = "gb18030" if charset in {"gb2312", "gbk", "gb18030", "cp936"} else charset
    if charset and charset != "us-ascii":
        try:
            return data.decode(charset).replace("\r\n", "\n")
        except (LookupError, UnicodeDecodeError):
            pass
    found = decode(data) if data.strip() else None
    if found is None:
        if data.strip():
            warnings.append("邮件正文的文字编码无法辨认，未读取。")
        return ""
    if found.guessed:
        warnings.append(f"邮件正文按 {found.encoding} 推断读取，请核对是否有乱码。")
    return found.text.replace("\r\n", "\n")


def _attachments(message: Message) -> Iterator[Attachment]:
    for number, part in enumerate(_leaves(message), start=1):
        if _is_body(part):
            continue
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            enclosed = inner[0] if isinstance(inner, list) and inner else None
            if isinstance(enclosed, Message):
                title = _header(enclosed, "Subject") or f"转发邮件{number}"
                yield Attachment(f"{_safe(title)}.eml", enclosed.as_bytes())
            continue
        data = _bytes(part)
        if data:
            yield Attachment(_file_name(part, number), data)


def _file_name(part: Message, number: int) -> str:
    name = part.get_filename() or ""
    if not isinstance(part, EmailMessage) or "=?" in name:
        from email.header import decode_header, make_header

        try:
            name = str(make_header(decode_header(name)))
        except (ValueError, LookupError):
            name = ""
    try:
        found = decode(name.encode("ascii", "surrogateescape")) if name else None
        name = found.text if found else name
    except UnicodeEncodeError:
        pass
    suffix = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}
    return _safe(name) or f"附件{number}{suffix.get(part.get_content_type(), '')}"


def _safe(name: str) -> str:
    """Keep the last part of a name and drop what no file system takes."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c >= " " and c not in '<>:"|?*').strip(" .")
