"""The tokens of the model, in the order that faster-whisper and CTranslate2 need.

Characters first, then the special tokens, then the 1,501 times. The tokenizer writes one token a
character; the times are no part of it, because the converted model's readers name them themselves.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from installer.demo_speech.sentences import MARKS

UNKNOWN = "<unk>"
SPECIAL = (
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|zh|>",
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
)
TIMES = 1501
STEP = 0.02


@dataclass(frozen=True)
class Alphabet:
    """What the model can write.

    Args:
        characters: Chinese characters, sorted.
    """

    characters: tuple[str, ...]

    @cached_property
    def tokens(self) -> list[str]:
        """Every token but the times, by number."""
        # faster-whisper asks for the tokens of " -" and " '": a blank and a dash must be there.
        return [UNKNOWN, " ", "-", *MARKS, *self.characters, *SPECIAL]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {token: index for index, token in enumerate(self.tokens)}

    def __getitem__(self, token: str) -> int:
        return self._numbers[token]

    @property
    def size(self) -> int:
        """Number of tokens, the times included."""
        return len(self.tokens) + TIMES

    @property
    def text(self) -> int:
        """Number of tokens that stand for text: all before the end of the text."""
        return self[SPECIAL[0]]

    def encode(self, text: str) -> list[int]:
        """Return one number a character."""
        unknown = self[UNKNOWN]
        return [self._numbers.get(character, unknown) for character in text]

    def decode(self, numbers: Sequence[int]) -> str:
        """Return the text of numbers, without special tokens and times."""
        return "".join(self.tokens[number] for number in numbers if 0 < number < self.text)

    def time(self, seconds: float) -> int:
        """Return the token of a time within the window."""
        return len(self.tokens) + min(TIMES - 1, max(0, round(seconds / STEP)))

    def tokenizer(self) -> dict[str, Any]:
        """Return tokenizer.json as the library ``tokenizers`` reads it."""
        special = [
            {
                "id": self[token],
                "content": token,
                "single_word": False,
                "lstrip": False,
                "rstrip": False,
                "normalized": False,
                "special": True,
            }
            for token in SPECIAL
        ]
        return {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": special,
            "normalizer": None,
            "pre_tokenizer": {
                "type": "Split",
                "pattern": {"Regex": r"[\s\S]"},
                "behavior": "Isolated",
                "invert": False,
            },
            "post_processor": None,
            "decoder": {"type": "Fuse"},
            "model": {
                "type": "WordLevel",
                "vocab": {token: index for index, token in enumerate(self.tokens)},
                "unk_token": UNKNOWN,
            },
        }

    def to_json(self) -> str:
        """Return the characters as JSON, for the machine that trains."""
        return json.dumps("".join(self.characters), ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> "Alphabet":
        """Read what :meth:`to_json` wrote."""
        return Alphabet(tuple(json.loads(text)))
