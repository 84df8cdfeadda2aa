"""Who sits in judgment, read out of a line such as 审判长周七戊，审判员吴八己、郑九庚."""

import re

_TITLE = re.compile(
    r"(?:审判长|(?<!人民陪)审判员|人民陪审员|陪审员)(?!共|组成|独任|担任)(?=[\s：:]*)"
)
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_NAME = re.compile(r"[\u4e00-\u9fff]")


def bench_of(text: str) -> tuple[tuple[str, str], ...]:
    """Return title and name of each judge that a line names, in its order.

    What stands in brackets (独任) and who is no judge (书记员, 法官助理) are left out.
    """
    text = _ASIDE.sub("", text)
    marks = list(_TITLE.finditer(text))
    found: list[tuple[str, str]] = []
    for number, match in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        rest = re.split(r"[；;。]|书记员|法官助理", text[match.end() : end])[0]
        names = [name.strip("：:") for name in re.split(r"[、，,\s]+", rest)]
        found += [(match.group(), name) for name in names if _NAME.search(name)]
    return tuple(found)
