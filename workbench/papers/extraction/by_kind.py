"""The rules of each kind of paper, and which kind is read by which."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from workbench.papers.catalogue import classify
from workbench.papers.extraction import (
    agreement,
    cards,
    evidence_list,
    general,
    pleading,
    service,
    transfers,
)
from workbench.papers.extraction.canvas import Canvas, canvas_of
from workbench.papers.model import Extracted, Page

Reader = Callable[[Canvas, date | None], list[Extracted]]

MOST_PAGES = 60
"""Pages looked at; what stands behind them (exhibits of a contract) is left to the search."""


def read(pages: Sequence[Page], category: str, name: str, as_of: date | None) -> list[Extracted]:
    """Read the values of a paper; see :func:`workbench.papers.extraction.extract`."""
    kind = category or classify(name, pages).kind
    canvas = canvas_of(pages[:MOST_PAGES])
    if not canvas.text.strip():
        return []
    values = _readers().get(kind, general.general)(canvas, as_of)
    if not values:
        values = general.general(canvas, as_of)
    ordered = sorted(values, key=lambda v: (v.anchor.page, v.anchor.start, v.field))
    unique: dict[tuple[str, str, str], Extracted] = {}
    for value in ordered:
        unique.setdefault((value.field, value.value, value.group), value)
    return list(unique.values())


def _evidence(canvas: Canvas, _today: date | None) -> list[Extracted]:
    return evidence_list.evidence_list(canvas)


def _readers() -> Mapping[str, Reader]:
    table: dict[str, Reader] = {}
    for kinds, reader in _TABLE:
        table.update(dict.fromkeys(kinds.split(), reader))
    return MappingProxyType(table)


_TABLE: tuple[tuple[str, Reader], ...] = (
    (
        "起诉状 反诉状 上诉状 再审申请书 申请执行书 申请书 撤诉申请书 仲裁申请书",
        pleading.complaint,
    ),
    ("答辩状", pleading.answer),
    ("授权委托书", pleading.power_of_attorney),
    ("身份证 户口簿", cards.identity_card),
    ("营业执照", cards.business_licence),
    ("法定代表人身份证明书", cards.certificate),
    ("借款合同 合同 劳动合同 租赁合同 买卖合同 保证合同 抵押合同", agreement.contract),
    ("借条 收据", agreement.slip),
    ("转账凭证", transfers.receipt),
    ("银行流水", transfers.statement),
    ("传票", service.summons),
    ("送达地址确认书", service.address_for_service),
    ("证据目录", _evidence),
    ("判决书 裁定书 调解书 起诉书 仲裁裁决书 决定书", pleading.judgment),
)
