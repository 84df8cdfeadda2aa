"""House rules that are read off the source tree: sizes, imports, docstrings, data with dates."""

import ast
import re
import statistics
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = ("workbench", "ui", "resources", "installer")

NETWORK = [
    "socket",
    "_socket",
    "ssl",
    "http",
    "urllib.request",
    "urllib3",
    "requests",
    "httpx",
    "aiohttp",
    "huggingface_hub",
    "ftplib",
    "smtplib",
    "poplib",
    "imaplib",
    "telnetlib",
    "nntplib",
    "xmlrpc",
    "socketserver",
    "PySide6.QtNetwork",
    "PySide6.QtWebSockets",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets",
]
HEAVY = [
    "pymupdf",
    "fitz",
    "docx",
    "onnxruntime",
    "rapidocr",
    "ctranslate2",
    "faster_whisper",
    "tokenizers",
    "av",
    "llama_cpp",
    "PIL",
    "pillow_heif",
    "openpyxl",
    "lxml",
    "cv2",
    "numpy",
    "rjieba",
    "bm25s",
    "opencc",
]
# Where a checkout of ours may stand; nothing in the tree may know it.
MACHINE_PATH = re.compile(r"(?<![\w.$}])/(?:work|root|tmp/dev)/")
TEXT_SUFFIXES = {".py", ".toml", ".csv", ".md", ".json", ".txt", ".lock", ".in", ".cfg", ".yml"}


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(node: ast.AST) -> list[str]:
    """Return the dotted names that one statement imports; ``from a import b`` gives a and a.b."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that run when the module is imported: no functions, no type checking."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from run_at_import(child)


def matches(name: str, banned: list[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in banned)


def network_imports(module: ast.Module) -> set[str]:
    names = {name for node in ast.walk(module) for name in imported(node)}
    return {name for name in names if matches(name, NETWORK)}


def heavy_imports(module: ast.Module) -> set[str]:
    names = {name for node in run_at_import(module) for name in imported(node)}
    return {name for name in names if matches(name, HEAVY)}


def long_functions(module: ast.Module, limit: int = 40) -> list[str]:
    return [
        node.name
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > limit
    ]


def prints(module: ast.Module) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]


def line_counts() -> dict[str, int]:
    counts = {
        relative(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_files(*PRODUCT, "tests")
    }
    return {name: count for name, count in counts.items() if count}


def text_files() -> Iterator[Path]:
    folders = (*PRODUCT, "tests", "local_models", ".ci")
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.name != ".git")
    for folder in folders:
        for path in (ROOT / folder).rglob("*"):
            known = path.suffix in TEXT_SUFFIXES or not path.suffix
            if path.is_file() and known and "__pycache__" not in path.parts:
                yield path


def test_no_file_above_400_lines() -> None:
    assert {name: count for name, count in line_counts().items() if count > 400} == {}


def test_median_file_has_at_most_150_lines() -> None:
    assert statistics.median(line_counts().values()) <= 150


def test_no_function_above_40_lines() -> None:
    files = python_files(*PRODUCT, "tests")
    found = {relative(path): long_functions(tree(path)) for path in files}
    assert {name: functions for name, functions in found.items() if functions} == {}


def test_only_the_guard_knows_sockets() -> None:
    found = {relative(path): network_imports(tree(path)) for path in python_files(*PRODUCT)}
    assert found.pop("workbench/kernel/offline.py") == {"socket"}
    assert {name: names for name, names in found.items() if names} == {}


def test_heavy_libraries_are_imported_where_needed() -> None:
    found = {relative(path): heavy_imports(tree(path)) for path in python_files("workbench")}
    assert {name: names for name, names in found.items() if names} == {}


def test_every_module_says_what_it_is() -> None:
    silent = [
        relative(path) for path in python_files(*PRODUCT) if not ast.get_docstring(tree(path))
    ]
    assert silent == []


def test_only_the_command_line_prints() -> None:
    found = {
        relative(path): prints(tree(path))
        for path in python_files("workbench")
        if not relative(path).startswith("workbench/cli")
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_no_paths_of_our_machines() -> None:
    found = [
        relative(path)
        for path in text_files()
        if MACHINE_PATH.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.lock", "language.lock"])
def test_locks_pin_by_hash_and_name_no_host(name: str) -> None:
    text = (ROOT / "installer" / name).read_text(encoding="utf-8")
    assert re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host|\s@\s", text) is None
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"(?m)^\s*#.*\n?", "", text).strip())
    bad = [entry.split()[0] for entry in entries if "==" not in entry or "sha256:" not in entry]
    assert bad == []


def test_rules_data_bears_its_date() -> None:
    """A table is dated by its own head, or by the dated rules file that names it as its table."""
    rules = ROOT / "resources" / "rules"
    parsed = {path: tomllib.loads(path.read_text("utf-8")) for path in rules.rglob("*.toml")}
    undated = [relative(path) for path, data in parsed.items() if "as_of" not in data]
    dated = " ".join(str(data) for data in parsed.values() if "as_of" in data)
    for path in [*rules.rglob("*.csv"), *rules.rglob("*.json")]:
        head = "\n".join(path.read_text(encoding="utf-8").splitlines()[:6])
        if "as_of" not in head and f"'{path.name}'" not in dated:
            undated.append(relative(path))
    assert sorted(undated) == []


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    title = " ".join(text.split()[:10])
    assert title == "GNU AFFERO GENERAL PUBLIC LICENSE Version 3, 19 November 2007"
    assert len(text) == 34523


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("def f():\n    import socket", {"socket"}),
        ("from PySide6 import QtNetwork", {"PySide6.QtNetwork"}),
        ("import urllib.parse, httpcore", set()),
        ("from http.client import HTTPConnection", {"http.client", "http.client.HTTPConnection"}),
    ],
)
def test_network_imports_are_seen(code: str, found: set[str]) -> None:
    assert network_imports(ast.parse(code)) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("def f():\n    import numpy", set()),
        ("if TYPE_CHECKING:\n    import numpy", set()),
        ("class A:\n    import numpy", {"numpy"}),
        ("try:\n    import cv2\nexcept ImportError:\n    pass", {"cv2"}),
        ("import numpydoc", set()),
    ],
)
def test_heavy_imports_are_seen(code: str, found: set[str]) -> None:
    assert heavy_imports(ast.parse(code)) == found


def test_long_functions_and_prints_are_seen() -> None:
    assert long_functions(ast.parse("def f():\n" + "    g()\n" * 40)) == ["f"]
    assert long_functions(ast.parse("def f():\n" + "    g()\n" * 39)) == []
    assert prints(ast.parse("x = 1\nprint(x)")) == [2]
