"""An invented hearing: recordings and turns as a transcription would leave them."""

from workbench.hearing.model import Hearing, Procedure, Recording, RoleBasis, Turn, Word
from workbench.hearing.repository import RecordingRepository
from workbench.hearing.turn_rows import TurnRepository
from workbench.kernel.store import Store
from workbench.workbench import Workbench

LINES = (
    ("审判长", "现在开庭，请原告陈述诉讼请求。"),
    ("原告", "请求判令被告偿还借款十万元。"),
    ("审判长", "被告答辩。"),
    ("被告", "嗯，这个钱我已经还了三万元了。"),
    ("审判长", "原告举证。"),
    ("原告", "证据一是借条一张，证明借款的事实。"),
)


def store_of(workbench: Workbench) -> Store:
    """Return the store of cases of an open workbench."""
    return workbench.papers._store


def words_of(text: str, start: float, end: float) -> tuple[Word, ...]:
    """Spread the characters of a text evenly over a time."""
    step = (end - start) / max(len(text), 1)
    return tuple(
        Word(start + place * step, start + (place + 1) * step, sign, 0.9)
        for place, sign in enumerate(text)
    )


def add_recording(
    workbench: Workbench, hearing: Hearing, name: str = "庭审.wav", seconds: float = 60.0
) -> Recording:
    """Put a recording into a hearing whose original is in the vault but no sound."""
    stored = workbench.workspace.vault.put(f"声音 {name}".encode())
    number = len(workbench.hearing.recordings(hearing.id)) + 1
    recording = Recording(
        id=f"{hearing.id}r{number}",
        hearing=hearing.id,
        position=0,
        name=name,
        sha256=stored.sha256,
        size=stored.size,
        container="wav",
        codec="pcm_s16le",
        rate=16_000,
        channels=1,
        seconds=seconds,
    )
    store = store_of(workbench)
    with store.transaction():
        return RecordingRepository(store).add(recording)


def add_turns(workbench: Workbench, recording: Recording, count: int = len(LINES)) -> list[Turn]:
    """Put turns of the machine into a recording, one every five seconds."""
    store, made = store_of(workbench), []
    turns = TurnRepository(store)
    with store.transaction():
        for number in range(count):
            role, text = LINES[number % len(LINES)]
            start, end = number * 5.0, number * 5.0 + 4.0
            turn = Turn(
                id=f"{recording.id}t{number:05d}",
                hearing=recording.hearing,
                recording=recording.id,
                channel=-1,
                start=start,
                end=end,
                heard=text,
                words=words_of(text, start, end),
                verbatim=text,
                role=role,
                basis=RoleBasis.PROMPT,
                engine="试验 1",
            )
            turns.add(turn)
            made.append(turn)
    return made


def invented_hearing(workbench: Workbench, turns: int = len(LINES)) -> Hearing:
    """Make a case with one hearing of one recording and some turns."""
    case = workbench.papers.new_case("张三甲诉李四乙民间借贷")
    hearing = workbench.hearing.create(case.id, Procedure.CIVIL)
    recording = add_recording(workbench, hearing, seconds=max(60.0, turns * 5.0))
    add_turns(workbench, recording, turns)
    return hearing
