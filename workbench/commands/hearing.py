"""``workbench hearing …``: recordings, transcripts and records of hearings."""

import typer

from workbench.commands import hearing_record

app = typer.Typer(help="庭审：录音、转写和笔录。", no_args_is_help=True)
hearing_record.register(app)
