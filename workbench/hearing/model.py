"""What the hearing room is about. Times are seconds; a turn's are those of its own recording."""

from dataclasses import dataclass, field
from enum import StrEnum


class Procedure(StrEnum):
    """The procedure of a hearing, which decides its stages and the template of its record."""

    CIVIL = "civil"
    SIMPLIFIED = "simplified"
    SMALL_CLAIMS = "small_claims"
    CRIMINAL = "criminal"
    ADMINISTRATIVE = "administrative"


PROCEDURE_WORDS = {
    Procedure.CIVIL: "民事普通程序",
    Procedure.SIMPLIFIED: "民事简易程序",
    Procedure.SMALL_CLAIMS: "民事小额诉讼",
    Procedure.CRIMINAL: "刑事程序",
    Procedure.ADMINISTRATIVE: "行政程序",
}


class Layer(StrEnum):
    """A text of a turn: word for word (逐字), or put in order (整理)."""

    VERBATIM = "verbatim"
    CLEANED = "cleaned"


class RoleBasis(StrEnum):
    """How a turn got its role.

    ``PROMPT`` is a suggestion only: somebody confirms it or says otherwise.
    """

    NONE = ""
    CHANNEL = "channel"
    HAND = "hand"
    PROMPT = "prompt"
    VOICE = "voice"


@dataclass(frozen=True)
class Seat:
    """Who sits at a channel of the courtroom's mixer.

    Attributes:
        channel: from 0.
        name: as the court calls the seat (审判长席, 原告席 …).
        role: the role that speaks there; empty where several do.
    """

    channel: int
    name: str
    role: str = ""


@dataclass(frozen=True)
class SeatProfile:
    """How a courtroom's channels are laid out; kept for the whole workspace.

    Attributes:
        name: what it is called (第一审判庭).
        seats: one for every channel in use; channels that are not named are not transcribed.
    """

    name: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True)
class Damage:
    """A place in a recording that could not be read.

    Attributes:
        start: second at which reading failed.
        end: second at which sound begins again; the end of what was read where it does not.
        words: what happened there (Chinese).
    """

    start: float
    end: float
    words: str


@dataclass(frozen=True)
class Recording:
    """One file of a hearing, or one live recording.

    Attributes:
        id: ours.
        hearing: id of the hearing.
        position: order within the hearing, from 0.
        name: name of the file as it came.
        sha256, sm3: hex digests of the file; empty while it is still recorded.
        size: bytes.
        container, codec: as the decoder calls them.
        rate: samples a second in the file.
        channels: number of channels.
        seconds: length of what can be read.
        gap: seconds of silence between the recording before and this one, as far as known.
        began: when it was begun (ISO 8601), where the file says so or it was recorded here.
        damages: places that could not be read.
        live: recorded here.
        complete: ``False`` while it is still recorded.
        removed: when a person took it out of the hearing (ISO 8601); empty: it is in its place.
    """

    id: str
    hearing: str
    position: int
    name: str
    sha256: str
    size: int
    container: str
    codec: str
    rate: int
    channels: int
    seconds: float
    sm3: str = ""
    gap: float = 0.0
    began: str = ""
    damages: tuple[Damage, ...] = ()
    live: bool = False
    complete: bool = True
    removed: str = ""


@dataclass(frozen=True)
class Hearing:
    """One sitting of a court in a case.

    Attributes:
        id: ours.
        case: id of the case.
        ordinal: which sitting of the case it is, from 1 (第×次).
        procedure: see :class:`Procedure`.
        profile: how the channels are laid out; ``None``: one microphone for everybody.
        created, updated: ISO 8601.
        removed: when it went into the recycle bin (ISO 8601); empty: it did not.
    """

    id: str
    case: str
    ordinal: int
    procedure: Procedure
    profile: SeatProfile | None = None
    created: str = ""
    updated: str = ""
    removed: str = ""


@dataclass(frozen=True)
class Word:
    """A word (or character) of the machine's text with its time.

    Attributes:
        start, end: seconds.
        text: as the model wrote it, in Simplified Chinese.
        probability: 0..1 as the model gives it; no proof.
    """

    start: float
    end: float
    text: str
    probability: float


@dataclass(frozen=True)
class Turn:
    """One stretch of speech by one person.

    Attributes:
        id: ours; stable through edits.
        hearing, recording: ids.
        channel: channel in the recording, from 0; -1: all channels mixed.
        start, end: seconds in the recording.
        heard: what the machine wrote, never changed by people (raw text).
        words: the words of ``heard``.
        verbatim: the verbatim layer (逐字): ``heard`` until a person corrects it.
        cleaned: the cleaned layer (整理) as a person wrote it; empty: the rules make it from
            ``verbatim`` whenever it is shown.
        role: who spoke (审判长, 原告 …); empty: not known.
        basis: how the role came about.
        corrected: a person changed text, times or cut of this turn; no machine changes it again.
        overlap: somebody else speaks at the same time.
        engine: provenance of ``heard``: engine, model and its hash; empty for a turn written by
            hand.
        notes: remarks of the machine for the person (可能漏听 …), never part of a text.
        skipped: keys of the rules' changes that a person took back in the cleaned layer.
    """

    id: str
    hearing: str
    recording: str
    channel: int
    start: float
    end: float
    heard: str
    words: tuple[Word, ...] = ()
    verbatim: str = ""
    cleaned: str = ""
    role: str = ""
    basis: RoleBasis = RoleBasis.NONE
    corrected: bool = False
    overlap: bool = False
    engine: str = ""
    notes: tuple[str, ...] = field(default=())
    skipped: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Amendment:
    """What somebody who took part asks to be corrected on reading the record (民诉法 150).

    Attributes:
        id: ours.
        hearing: id of the hearing.
        turn: id of the turn that it is about; empty: the record as a whole.
        name, role: who asks.
        asked: what is to be corrected, in their words.
        made: when it was asked (ISO 8601).
        granted: ``True``: corrected; ``False``: not, which the record says; ``None``: open.
        decided: when that was decided (ISO 8601).
    """

    id: str
    hearing: str
    turn: str
    name: str
    role: str
    asked: str
    made: str
    granted: bool | None = None
    decided: str = ""


@dataclass(frozen=True)
class DroppedText:
    """What the machine wrote and the rules took for not said (an echo, a loop, a phantom).

    Attributes:
        recording: id; channel: as of a turn.
        start, end: seconds in the recording.
        text: what was written.
        rule: why it was dropped (Chinese).
    """

    recording: str
    channel: int
    start: float
    end: float
    text: str
    rule: str
