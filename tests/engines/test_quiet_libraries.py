"""The libraries that run models carry no client that reports home."""

import importlib.util
from pathlib import Path

import pytest

# Microsoft's 1DS client, which later wheels of onnxruntime carry (1.26 does not, 1.29 does).
CLIENTS = (b"Microsoft12Applications6Events", b"events.data.microsoft.com")


@pytest.mark.parametrize("package", ["onnxruntime"])
def test_no_telemetry_client_inside(package: str) -> None:
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.origin is not None
    libraries = [
        p
        for p in Path(found.origin).parent.rglob("*")
        if ".so" in p.name or p.suffix in (".pyd", ".dll", ".dylib")
    ]
    assert libraries
    for library in libraries:
        content = library.read_bytes()
        assert not any(client in content for client in CLIENTS), library.name
