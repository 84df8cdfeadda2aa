"""A resolved citation in a few words, as a window shows it beside the text that cites."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbench.kernel.finding import Status
from workbench.kernel.numerals import format_date
from workbench.law.model import Resolution


class Tone(StrEnum):
    """How sure the answer is."""

    GOOD = "good"
    WARN = "warn"
    OPEN = "open"


@dataclass(frozen=True)
class Told:
    """What is said of a citation.

    Attributes:
        title: 《…》第…条, as the library names it, else the cited words.
        standing: one line: in force on the day, repealed, not in the library.
        tone: how sure that is.
        text: words of the place; empty where the library has none.
        note: further sentences; may be empty.
    """

    title: str
    standing: str
    tone: Tone
    text: str
    note: str


def tell(resolution: Resolution, on: date) -> Told:
    """Put a resolution of the day ``on`` into words."""
    citation = resolution.citation
    title = f"《{resolution.law}》{resolution.article}" if resolution.law else citation.quoted
    day = format_date(on)
    version = resolution.version
    if resolution.status is Status.NOT_FOUND:
        standing, tone = "本库未查到", Tone.WARN
    elif version is None:
        standing, tone = "未核对", Tone.OPEN
    elif resolution.in_force:
        standing, tone = f"在{day}有效", Tone.GOOD
    elif version.effective and on < version.effective:
        standing, tone = f"在{day}尚未施行", Tone.WARN
    elif version.ended and on >= version.ended:
        standing, tone = f"在{day}已失效（{format_date(version.ended)}起）", Tone.WARN
    else:
        standing, tone = f"在{day}是否有效未核对", Tone.OPEN
    return Told(title, standing, tone, resolution.text, resolution.note)
