"""Advice for tests of the sidebar, with sources that exist."""

from dataclasses import replace

from workbench.kernel.advice import Advice, Provenance, Source, SourceKind
from workbench.kernel.anchor import Anchor
from workbench.workbench import Workbench

FEATURE = "law.statutes"


def paper_source(workbench: Workbench, case: str, place: int = 0) -> Source:
    """Return a source in one of the case's readable papers."""
    documents = [d for d in workbench.papers.documents(case) if d.layer]
    document = documents[place]
    quoted = workbench.papers.text(document.id).pages[0].text[:4]
    anchor = Anchor(document.id, document.layer, 1, 0, 4, quoted)
    return Source(SourceKind.PAPER, f"{document.name} 第1页", document.id, anchor)


def article_advice(workbench: Workbench, case: str, number: int = 1) -> Advice:
    """Return advice that names an article and a place in a paper."""
    name = f"《示例法》第{number}条"
    return Advice(
        feature=FEATURE,
        case=case,
        kind="article",
        title=name,
        body=f"示例条文之{number}，借款人应当按照约定返还借款。",
        reasons=(f"案件材料与条文都提到“借款”（{number}）。",),
        sources=(
            Source(SourceKind.ARTICLE, name, str(number)),
            paper_source(workbench, case),
        ),
        provenance=Provenance("词语检索", "rules-1", "2025-04-01", {"top": 12}),
        subject=name,
    )


def show_articles(workbench: Workbench, case: str, count: int) -> list[Advice]:
    """Show some article advice in a case and return it as stored."""
    items = [article_advice(workbench, case, number) for number in range(1, count + 1)]
    workbench.advice.show(FEATURE, case, items)
    return workbench.advice.of_case(case, FEATURE)


def long_advice(workbench: Workbench, case: str) -> Advice:
    """Return stored advice with more words than a card shows at first."""
    item = replace(article_advice(workbench, case), body="借款合同的内容。" * 60)
    workbench.advice.show(FEATURE, case, [item])
    return workbench.advice.of_case(case, FEATURE)[0]
