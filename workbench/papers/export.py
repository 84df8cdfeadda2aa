"""A case out of the workspace: originals, text, and data, in a folder that other programs read.

The internal volume (副卷) is never exported to parties; it goes into a folder of its own so that
handing over the 正卷 cannot carry it along.
"""

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.kernel.errors import UserError
from workbench.kernel.files import cannot_write, write_atomically
from workbench.papers.model import Case

if TYPE_CHECKING:
    from workbench.papers.service import Papers


def export_case(papers: "Papers", case: Case, folder: Path) -> int:
    """Write a case into an empty folder; return the number of files.

    Raises:
        UserError: the folder is not empty or cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UserError(f"“{folder}”不是空文件夹，没有导出。", "请选择一个新的或空的文件夹。")
    count = 0
    try:
        for place, document in enumerate(papers.documents(case.id), 1):
            target = folder / document.volume
            target.mkdir(parents=True, exist_ok=True)
            name = f"{place:03d} {safe_name(document.name)}"
            write_atomically(target / name, papers.original(document.id))
            text = "\n\n".join(page.text for page in papers.text(document.id).pages)
            if text.strip():
                write_atomically(target / f"{name}.文字.txt", text.encode())
                count += 1
            count += 1
        folder.mkdir(parents=True, exist_ok=True)
        data = {
            "case": asdict(case),
            "papers": [asdict(document) for document in papers.documents(case.id)],
            "values": [asdict(value) for value in papers.values(case.id)],
        }
        content = json.dumps(data, ensure_ascii=False, indent=1, default=str)
        write_atomically(folder / "案件数据.json", content.encode())
    except OSError as error:
        raise cannot_write(folder, error) from error
    return count + 1


def safe_name(name: str) -> str:
    """Return a file name that Windows and Linux both accept."""
    cleaned = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name).strip(" .")
    return cleaned[:120] or "未命名"
