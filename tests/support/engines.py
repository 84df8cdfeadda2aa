"""Engines for tests of jobs; module-level, as child processes make them by name."""

import os
from pathlib import Path

from workbench.engines.protocols import Availability, Available, Missing, OcrLine, OcrPage
from workbench.kernel.anchor import Box

WORDS = "今借到人民币拾万元整"


class FixedOcr:
    """Reads the same line on every page, turned by 90 degrees."""

    def available(self) -> Availability:
        """It is always there."""
        return Available("固定识别", "1")

    def read(self, image: bytes) -> OcrPage:
        """Return one line."""
        assert image
        return OcrPage((OcrLine(WORDS, 0.9, Box(0.1, 0.1, 0.6, 0.13)),), 90, 0.0)


class DyingOcr(FixedOcr):
    """Takes its process down at the third page, once per folder ``$DYING_OCR``."""

    def read(self, image: bytes) -> OcrPage:
        """Count pages in a file, and die at the third."""
        log = Path(os.environ["DYING_OCR"])
        count = len(log.read_text()) + 1 if log.exists() else 1
        log.write_text("x" * count)
        if count == 3:
            os._exit(11)
        return super().read(image)


class DeadOcr(FixedOcr):
    """Takes its process down at every page."""

    def read(self, image: bytes) -> OcrPage:
        """Die."""
        os._exit(11)


class TrippingOcr(FixedOcr):
    """Raises what no reader expects."""

    def read(self, image: bytes) -> OcrPage:
        """Trip."""
        raise ZeroDivisionError


class MissingOcr(FixedOcr):
    """Has no model."""

    def available(self) -> Availability:
        """Say what is missing."""
        return Missing("缺少文字识别模型。", "请把模型放入 local_models。")
