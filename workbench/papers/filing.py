"""Puts a paper into the volume by what the catalogue rules guess, if their switch is on."""

from collections.abc import Sequence
from dataclasses import replace

from workbench.kernel.features import Switches
from workbench.papers.catalogue import classify, place
from workbench.papers.model import Document, Page

FEATURE = "papers.catalogue"


_SLOT = 1000
"""Papers of one place in the volume's order keep the order in which they came."""


def filed(document: Document, pages: Sequence[Page], switches: Switches) -> Document:
    """Return the document with kind, volume and place guessed; a kind that a person gave stays."""
    if document.category or not switches.is_on(FEATURE, document.case):
        return document
    guess = classify(document.name, pages)
    slot = place(guess.kind).position * _SLOT + document.position % _SLOT
    return replace(document, category=guess.kind, volume=guess.volume, position=slot)
