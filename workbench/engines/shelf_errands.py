"""What is done with models that takes minutes: hashing and copying gigabytes, in a child."""

from pathlib import Path
from typing import Any

from workbench.engines.shelf import Shelf
from workbench.kernel.child import Report, leave_in_order
from workbench.kernel.errand import mebibytes


def verify(report: Report, arguments: dict[str, Any]) -> None:
    """Check a model's files; hand over the sentences of what is wrong as a tuple.

    Args:
        report: to the parent.
        arguments: ``folder`` of the shelf, ``name`` of the model.
    """
    shelf = Shelf(Path(arguments["folder"]))
    report.partial(shelf.verify(arguments["name"], mebibytes(report, "正在核对")))


def add(report: Report, arguments: dict[str, Any]) -> None:
    """Copy a model into place; hand over its name.

    Args:
        report: to the parent.
        arguments: ``folder`` of the shelf, ``path`` of the model, ``kind`` or an empty string.
    """
    leave_in_order()
    shelf = Shelf(Path(arguments["folder"]))
    model = shelf.add(
        Path(arguments["path"]), kind=arguments["kind"], progress=mebibytes(report, "正在复制")
    )
    report.partial(model.name)
