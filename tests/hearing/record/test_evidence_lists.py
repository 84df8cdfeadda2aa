"""Lists of evidence among a case's papers become rows of the table."""

from workbench.hearing.record.evidence_lists import listed_exhibits
from workbench.hearing.record.exhibits import Listed
from workbench.kernel.anchor import Anchor
from workbench.papers.model import Document, Extracted, Outcome, Party, ValueState
from workbench.papers.values import CaseValue


def document(key: str, source: str) -> Document:
    return Document(key, "c1", source, source, "0" * 64, 1, "docx", Outcome.READABLE)


def value(paper: str, number: int, field: str, text: str) -> CaseValue:
    anchor = Anchor(paper, 1, 1, 0, len(text), text)
    found = Extracted(field, text, text, f"证据:{number}", anchor, "evidence_list")
    return CaseValue(f"{paper}{number}{field}", "c1", found, ValueState.CONFIRMED)


def test_whose_a_list_is_is_told_by_its_name_or_folder() -> None:
    papers = [
        document("a", "原告证据/证据目录.docx"),
        document("b", "李四乙提交的证据目录.docx"),
        document("c", "证据目录.docx"),
    ]
    values = [
        value("a", 1, "evidence.item", "借条"),
        value("a", 1, "evidence.purpose", "借款关系"),
        value("a", 2, "evidence.item", "转账凭证"),
        value("a", 2, "evidence.source", "银行"),
        value("b", 1, "evidence.item", "收条"),
        value("c", 1, "evidence.item", "短信"),
        value("c", 2, "evidence.purpose", "没有名称的不算"),
    ]
    parties = [Party("张三甲", "原告"), Party("李四乙", "被告")]
    assert listed_exhibits(values, papers, parties) == [
        Listed("原告", 1, "借条", "", "借款关系"),
        Listed("原告", 2, "转账凭证", "银行", ""),
        Listed("被告", 1, "收条"),
        Listed("原告", 1, "短信"),
    ]
