"""Opening zip packages (Word, Excel, OFD) and their XML without trusting either."""

import io
import posixpath
import zipfile
import zlib
from typing import Any

from workbench.kernel.errors import UserError
from workbench.papers.readers.results import DAMAGED, LOCKED

_MAX_PART = 300 * 1024**2
_MAX_PARTS = 50_000


class Package:
    """The parts of an office package by name; names are matched without regard to case."""

    def __init__(self, data: bytes | bytearray) -> None:
        """Open the package.

        Raises:
            UserError: damaged, encrypted or too large.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise UserError(DAMAGED) from error
        infos = self._zip.infolist()
        if len(infos) > _MAX_PARTS:
            raise UserError("文件内部的部件过多，可能是恶意构造的文件，未读取。")
        self._infos = {_normal(one.filename): one for one in infos if not one.is_dir()}

    def names(self) -> list[str]:
        """Return the names of all parts, with forward slashes."""
        return [info.filename.replace("\\", "/") for info in self._infos.values()]

    def has(self, name: str) -> bool:
        """Say whether a part exists."""
        return _normal(name) in self._infos

    def size(self, name: str) -> int:
        """Return the unpacked size of a part in bytes as the directory states it; 0 if missing."""
        info = self._infos.get(_normal(name))
        return info.file_size if info else 0

    def read(self, name: str) -> bytes:
        """Return a part.

        Raises:
            UserError: missing, damaged, encrypted, or too large when unpacked.
        """
        info = self._infos.get(_normal(name))
        if info is None:
            raise UserError(DAMAGED)
        if info.flag_bits & 0x1:
            raise UserError(LOCKED)
        if info.file_size > _MAX_PART:
            raise UserError("文件内部的部件解开后过大，可能是恶意构造的文件，未读取。")
        try:
            with self._zip.open(info) as part:
                content = part.read(_MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise UserError(DAMAGED) from error
        if len(content) > _MAX_PART:
            raise UserError("文件内部的部件解开后过大，可能是恶意构造的文件，未读取。")
        return content

    def xml(self, name: str) -> Any:
        """Return the root element of an XML part.

        Raises:
            UserError: as :meth:`read`, or the part is no well-formed XML.
        """
        return parse_xml(self.read(name))


def parse_xml(data: bytes) -> Any:
    """Parse XML with entities, network and DTDs off.

    Raises:
        UserError: not well-formed, or it declares entities.
    """
    from lxml import etree

    if b"<!ENTITY" in data[:65536]:
        raise UserError("文件内含实体声明，可能是恶意构造的文件，未读取。")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UserError(DAMAGED) from error


def local(element: Any) -> str:
    """Return an element's name without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """Return an attribute by its local name; empty where there is none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def child_of(element: Any | None, *names: str) -> Any | None:
    """Return the element at the end of a path of local names, or None."""
    for name in names:
        if element is None:
            return None
        element = next((child for child in element if local(child) == name), None)
    return element


def resolve(base: str, target: str) -> str:
    """Return the part that ``target`` names, seen from the part or folder ``base``."""
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(base, target))


def _normal(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/").lower()
