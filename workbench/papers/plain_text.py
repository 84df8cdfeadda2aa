"""The plain text of a file of any readable format, for rooms that only want words."""

from workbench.kernel.errors import UserError
from workbench.papers.model import Outcome


def text_of(data: bytes, name: str) -> str:
    """Return a file's text, pages apart by a line.

    Raises:
        UserError: the file has no text that can be read, with the reader's reason.
    """
    from workbench.papers.readers import read

    result = read(data, name)
    if result.outcome is not Outcome.READABLE:
        raise UserError(result.reason)
    return "\n".join(page.text for page in result.pages)
