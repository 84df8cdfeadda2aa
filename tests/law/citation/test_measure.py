"""On the development data: articles behind a named law are found as citations."""

import io
import json
import re
from itertools import islice

import pytest

from tests.support.data import data_folder, requires_data
from workbench.law.citation.find import find
from workbench.law.citation.rules import load_rules

_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇0-9]{1,9}条")


@pytest.mark.data
@requires_data
def test_share_of_articles_found() -> None:
    import zstandard

    names = load_rules().names
    seen = found = 0
    path = data_folder() / "cases" / "judgments.jsonl.zst"
    with path.open("rb") as file:
        stream = zstandard.ZstdDecompressor().stream_reader(file)
        for line in islice(io.TextIOWrapper(stream, encoding="utf-8"), 200):
            text = json.loads(line)["reasoning"] or ""
            covered = {i for c in find(text, names) for i in range(c.start, c.end)}
            for match in _ARTICLE.finditer(text):
                law = text.rfind("》", 0, match.start())
                if law >= 0 and "。" not in text[law : match.start()]:
                    seen += 1
                    found += match.start() in covered
    assert seen > 500
    assert found / seen > 0.99
