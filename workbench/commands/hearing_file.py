"""``workbench hearing transcribe-file``: one recording without a case."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.commands.context import as_json
from workbench.commands.hearing_key import Json
from workbench.hearing.timeline import clock

if TYPE_CHECKING:
    from workbench.hearing.one_file import FileTranscript


def register(app: typer.Typer) -> None:
    """Add this command to those of hearings."""
    app.command("transcribe-file")(transcribe_one)


def transcribe_one(
    ctx: typer.Context,
    audio: Annotated[Path, typer.Argument(help="录音或录像文件。")],
    model: Annotated[str, typer.Option(help="语音模型名称，见 models list。")],
    hot_words: Annotated[str, typer.Option(help="可能出现的人名、地名、术语，用空格隔开。")] = "",
    mixed: Annotated[bool, typer.Option("--mixed", help="各声道合在一起转写。")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="不改写标点和数字。")] = False,
    json: Json = False,
) -> None:
    """不建案件，直接转写一个文件；结果只显示，不保存。"""
    from workbench.engines.shelf import Shelf
    from workbench.hearing.hearing_text import Manner
    from workbench.hearing.normalising import WritingOptions
    from workbench.hearing.one_file import transcribe_file
    from workbench.hearing.speech_engine import local_speech

    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        workbench.switches.require("hearing.transcribe")
    found = Shelf().get(model)
    made = transcribe_file(
        audio,
        local_speech(model),
        hot_words=hot_words,
        manner=Manner(None if plain else WritingOptions(), hot_words),
        mixed=mixed,
        one_stretch=found.one_stretch_a_window,
        tell=None if shared.json else shared.say,
    )
    lines = [
        f"{clock(turn.start)} 声道{turn.channel + 1 or '合'}　{turn.verbatim}"
        for turn in made.turns
    ]
    shared.emit(_document(made), "" if shared.json else "\n".join(lines) or "没有听到人说话。")


def _document(made: "FileTranscript") -> dict[str, Any]:
    return {
        "turns": [
            {
                "start": turn.start,
                "end": turn.end,
                "channel": turn.channel,
                "role": turn.role,
                "text": turn.verbatim,
                "heard": turn.heard,
                "overlap": turn.overlap,
                "words": [asdict(word) for word in turn.words],
            }
            for turn in made.turns
        ],
        "seconds": made.seconds,
        "real_time_factor": made.real_time_factor,
        "dropped": [asdict(one) for one in made.dropped],
        "damages": [asdict(one) for one in made.damages],
        "engine": made.engine,
    }
