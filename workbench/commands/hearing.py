"""``workbench hearing …``: recordings, transcripts and records of hearings."""

import typer

from workbench.commands import (
    hearing_file,
    hearing_live,
    hearing_record,
    hearing_seats,
    hearing_work,
)

app = typer.Typer(help="庭审：录音、转写和笔录。", no_args_is_help=True)
hearing_work.register(app)
hearing_file.register(app)
hearing_seats.register(app)
hearing_live.register(app)
hearing_record.register(app)
