"""The libraries that run models carry no client that reports home."""

import importlib.util
from pathlib import Path

import pytest

# Microsoft's 1DS client, which later wheels of onnxruntime carry (1.26 does not, 1.29 does).
CLIENTS = (b"Microsoft12Applications6Events", b"events.data.microsoft.com")
# What later wheels of huggingface_hub bring: a client that reports transfers.
REPORTING = ("hf_xet",)
PACKAGES = ("onnxruntime", "ctranslate2", "av", "tokenizers")


@pytest.mark.parametrize("package", PACKAGES)
def test_no_telemetry_client_inside(package: str) -> None:
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent
    # Wheels keep the libraries that they bring along in a folder beside the package.
    beside = folder.with_name(f"{folder.name}.libs")
    libraries = [
        p
        for p in [*folder.rglob("*"), *beside.rglob("*")]
        if ".so" in p.name or p.suffix in (".pyd", ".dll", ".dylib")
    ]
    assert libraries
    for library in libraries:
        content = library.read_bytes()
        assert not any(client in content for client in CLIENTS), library.name


@pytest.mark.parametrize("package", REPORTING)
def test_no_package_that_reports_is_installed(package: str) -> None:
    assert importlib.util.find_spec(package) is None
