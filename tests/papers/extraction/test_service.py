"""Summons and confirmed addresses for service (all invented)."""

from tests.papers.extraction.support import one, read, shown


def test_summons() -> None:
    values = read(
        "虚构市虚构区人民法院\n传　票\n案号\t（2026）京0105民初101号\n案由\t民间借贷纠纷\n"
        "被传唤人\t李四乙\n住所\t虚构市虚构路2号\n传唤事由\t开庭审理\n"
        "应到时间\t2026年5月20日上午9时30分\n应到处所\t第一审判庭\n2026年4月28日"
    )
    assert one(values, "date.hearing").value == "2026-05-20"
    assert one(values, "date.signed").value == "2026-04-28"
    assert one(values, "party.name").group == "被传唤人:李四乙"
    assert one(values, "party.address").value == "虚构市虚构路2号"
    assert one(values, "case.number").value == "（2026）京0105民初101号"
    assert one(values, "cause.name").value == "民间借贷纠纷"
    assert "未查到" in one(values, "court.name").note


def test_address_for_service() -> None:
    values = read(
        "送达地址确认书\n受送达人\t李四乙（被告）\n送达地址\t虚构市虚构路2号\n联系电话\t13000000002\n"
        "告知事项\t提供的送达地址不准确、地址变更未及时告知的，依法视为送达。\n2026年4月13日"
    )
    assert shown(values, "party.address", "受送达人:李四乙") == ["虚构市虚构路2号"]
    assert one(values, "party.phone").value == "13000000002"


def test_a_summons_without_its_entries() -> None:
    assert shown(read("传票\n应到时间：\n被传唤人："), "date.hearing") == []
