"""When versions start and end, by rule."""

from datetime import date

import pytest

from workbench.law.settling import Basis, Span, decided, named_laws, repeals, settle


def span(identifier: int, promulgated: str, effective: str = "", **more: str) -> Span:
    start = date.fromisoformat(effective) if effective else None
    end = date.fromisoformat(more["ended"]) if "ended" in more else None
    return Span(
        identifier,
        more.get("title", "某法"),
        date.fromisoformat(promulgated) if promulgated else None,
        start,
        end,
        Basis.FILE if start else Basis.NONE,
        Basis.FILE if end else Basis.NONE,
        more.get("status", ""),
    )


def ends(spans: list[Span]) -> list[tuple[int, str, str]]:
    return [(s.id, str(s.ended) if s.ended else "", s.ended_basis) for s in spans]


def test_a_version_ends_when_the_next_starts() -> None:
    settled = settle(
        [span(2, "2021-12-24", "2022-01-01"), span(1, "2017-06-27", "2017-07-01")], {}, []
    )
    assert ends(settled) == [(1, "2022-01-01", "next"), (2, "", "")]


def test_a_stated_end_stays() -> None:
    first = span(1, "2010-01-01", "2010-02-01", ended="2011-01-01")
    settled = settle([first, span(2, "2020-01-01", "2020-02-01")], {}, [date(2015, 1, 1)])
    assert ends(settled)[0] == (1, "2011-01-01", "file")


def test_a_repeal_ends_the_last_version_but_none_that_starts_later() -> None:
    settled = settle(
        [span(1, "1999-03-15", "1999-10-01"), span(2, "2022-01-01", "2022-02-01")],
        {},
        [date(2021, 1, 1)],
    )
    assert ends(settled) == [(1, "2021-01-01", "repeal"), (2, "", "")]


def test_decisions_of_one_title_stand_beside_each_other() -> None:
    title = "关于授权暂时调整法律的决定"
    pair = [span(1, "2019-10-26", "2019-12-01", title=title),
            span(2, "2021-04-29", "2021-07-01", title=title)]  # fmt: skip
    assert [s.ended for s in settle(pair, {}, [])] == [None, None]
    replaced = [span(1, "2019-10-26", "2019-12-01", title=title, status="已修改"), pair[1]]
    assert ends(settle(replaced, {}, []))[0] == (1, "2021-07-01", "next")


def test_the_start_comes_from_the_decision_or_is_assumed() -> None:
    known = settle([span(1, "2023-12-29")], {date(2023, 12, 29): date(2024, 3, 1)}, [])[0]
    assert (known.effective, known.effective_basis) == (date(2024, 3, 1), Basis.DECISION)
    assumed = settle([span(1, "2023-12-29")], {}, [])[0]
    assert (assumed.effective, assumed.effective_basis) == (date(2023, 12, 29), Basis.ASSUMED)
    assert settle([span(1, "")], {}, [])[0].effective is None
    again = settle([assumed], {date(2023, 12, 29): date(2024, 3, 1)}, [])[0]
    assert again.effective == date(2024, 3, 1)


def test_a_repealed_text_without_a_day_has_ended_by_the_day_of_the_library() -> None:
    gone = settle([span(1, "2009-04-24", "2009-05-13", status="已废止")], {}, [], date(2021, 1, 1))
    assert ends(gone) == [(1, "2021-01-01", "assumed")]
    held = settle([span(1, "2009-04-24", "2009-05-13", status="有效")], {}, [], date(2021, 1, 1))
    assert held[0].ended is None


def test_repeal_clauses() -> None:
    text = "本法自2021年1月1日起施行。《甲法》、《乙〈丙〉规定》同时废止。"
    assert list(repeals("某典", [text], date(2020, 1, 1))) == [
        ("甲法", date(2021, 1, 1)), ("乙丙规定", date(2021, 1, 1)),
    ]  # fmt: skip
    own = "自公布之日起施行，1994年发布的《某办法》同时废止。"
    assert list(repeals("某办法", [own], date(2020, 1, 1))) == []
    other = "2001年12月29日发布的《旧条例》同时废止。"
    assert list(repeals("新条例", [other], date(2020, 1, 1))) == [("旧条例", date(2020, 1, 1))]


@pytest.mark.parametrize(
    "text",
    [
        "《甲法》第五条同时废止。",
        "《甲法》中有关规定同时废止。",
        "《甲法》与本法不一致的规定同时废止。",
        "废止《甲法》的建议应当说明理由。",
    ],
)
def test_what_repeals_no_law_as_a_whole(text: str) -> None:
    assert list(repeals("某典", [text], date(2020, 1, 1))) == []


def test_a_title_that_repeals() -> None:
    found = list(repeals("关于废止《甲条例》的决定", [], date(2020, 1, 1)))
    assert found == [("甲条例", date(2020, 1, 1))]


def test_the_amendment_that_names_the_law_goes_first() -> None:
    effects = [
        ("中华人民共和国某罪法修正案（十二）", date(2024, 3, 1)),
        ("关于修改《中华人民共和国别法》的决定", date(2024, 7, 1)),
        ("中华人民共和国某罪法实施条例", date(2024, 9, 1)),
    ]
    assert decided("中华人民共和国某罪法", effects) == date(2024, 3, 1)
    assert decided("中华人民共和国另法", effects) is None
    assert decided("中华人民共和国另法", effects[:1]) == date(2024, 3, 1)


def test_laws_that_a_title_names() -> None:
    title = "关于适用《中华人民共和国甲法》和《乙法》若干问题的解释"
    assert named_laws(title) == ["中华人民共和国甲法", "乙法"]
