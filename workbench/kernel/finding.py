"""What a check answers. Not found is not "wrong"; not checked is not "right"."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """The four answers of a check."""

    CONFIRMED = "confirmed"
    DIFFERS = "differs"
    NOT_FOUND = "not_found"
    NOT_CHECKED = "not_checked"


STATUS_WORDS = {
    Status.CONFIRMED: "相符",
    Status.DIFFERS: "不一致",
    Status.NOT_FOUND: "本库未查到",
    Status.NOT_CHECKED: "未核对",
}


@dataclass(frozen=True)
class Finding:
    """One answer of one rule.

    Attributes:
        rule: key of the rule.
        status: the answer.
        message: factual Chinese sentence ("文中写作……，法规库为……").
        basis: legal or technical source of the rule.
        quoted: the words that were checked.
        suggestion: words to put instead; empty where the rule has none.
    """

    rule: str
    status: Status
    message: str
    basis: str = ""
    quoted: str = ""
    suggestion: str = ""
