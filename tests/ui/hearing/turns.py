"""Invented turns for tests and pictures of the transcript."""

from collections.abc import Sequence

from workbench.hearing.model import RoleBasis, Turn, Word

LONG = (
    "诉讼请求有两项：第一，判令被告偿还借款本金120000元；第二，本案诉讼费用由被告负担。"
    "事实和理由：2023年1月10日，被告因经营需要向原告借款，约定2024年1月9日前归还，到期以后"
    "原告多次催要，被告至今没有归还，就是说，一分钱也没有还。"
)
SPOKEN = (
    ("审判长", "现在开庭。首先核对当事人及诉讼参加人的基本情况。"),
    ("原告", "原告张三甲，男，1990年3月5日出生，汉族，住甲省乙市丙区示例路1号。"),
    ("被告", "被告李四乙，嗯，女，那个，1988年7月9日出生。"),
    ("审判长", "各方当事人对对方出庭人员的身份有无异议？"),
    ("原告", "没有异议。"),
    ("被告", "没有异议。"),
    ("审判长", "现在由原告陈述诉讼请求以及所依据的事实和理由。"),
    ("原告代理人", LONG),
    ("被告", "借款是事实，但是我已经还了两万元，是通过微信转的，有记录。"),
    ("", "（法庭内多人说话，听不清）"),
)
EACH = 6.0


def words_of(text: str, start: float, end: float, unsure: Sequence[str] = ()) -> tuple[Word, ...]:
    """Return a word for every two characters, evenly in time."""
    parts = [text[place : place + 2] for place in range(0, len(text), 2)]
    step = (end - start) / max(1, len(parts))
    return tuple(
        Word(start + n * step, start + (n + 1) * step, part, 0.3 if part in unsure else 0.9)
        for n, part in enumerate(parts)
    )


def turn(number: int, recording: str = "r1", hearing: str = "h1") -> Turn:
    """Return the turn of a number, from 0."""
    role, text = SPOKEN[number % len(SPOKEN)]
    start = number * EACH
    end = start + EACH - 0.5
    return Turn(
        f"t{number}",
        hearing,
        recording,
        -1,
        start,
        end,
        text,
        words_of(text, start, end, unsure=("微信", "两万")),
        text,
        role=role,
        basis=RoleBasis.PROMPT if role == "原告代理人" else RoleBasis.CHANNEL,
        corrected=number % 7 == 3,
        overlap=number % 10 == 9,
        engine="faster-whisper",
    )


def turns(count: int) -> list[Turn]:
    """Return so many turns."""
    return [turn(number) for number in range(count)]


def spoken(lines: Sequence[tuple[str, str]], first: int) -> list[Turn]:
    """Return turns of some lines, as a machine wrote them, from the number ``first`` on."""
    made = []
    for number, (role, text) in enumerate(lines, start=first):
        start = number * EACH
        end = start + EACH - 0.5
        made.append(
            Turn(
                f"s{number}",
                "h1",
                "r1",
                -1,
                start,
                end,
                text,
                words_of(text, start, end),
                text,
                role=role,
                basis=RoleBasis.HAND,
                engine="faster-whisper",
            )
        )
    return made
