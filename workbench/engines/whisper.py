"""Hears speech with a Whisper model in CTranslate2's form, by faster-whisper. Made in the child.

The model is a folder, opened by its path; nothing is looked for anywhere else. The library would
fetch a tokenizer from the network for a folder without one, so a folder is complete or missing.

Each call is one window: no text of a window before is handed over, because that is how a loop or an
invented sentence spreads. Hot words are safe only because the caller took the pauses out; over
silence a model repeats them.
"""

import importlib.util
import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.engines.protocols import (
    Availability,
    Available,
    Heard,
    HeardWord,
    Missing,
    SpeechOptions,
)
from workbench.engines.whisper_files import missing_files, own_files
from workbench.kernel.errors import UserError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LIBRARIES = ("faster_whisper", "ctranslate2", "tokenizers", "onnxruntime", "av")
BEAM = 5
# Where a window is heard badly it is tried again more freely; more than two tries take their time
# and gave no better text.
TEMPERATURES = (0.0, 0.2, 0.6)
_WHERE = "请把转换好的语音模型文件夹放进模型文件夹（models add 或“设置—模型”），再试一次。"


class FasterWhisper:
    """Speech by faster-whisper on the processor, weights of 8 bits.

    Args:
        folder: the model's folder.
        threads: processor threads; by default one less than there are.
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self._folder = folder
        self._threads = threads or usable_threads()

    def available(self) -> Availability:
        """Say whether the engine can run, without loading a model."""
        absent = [name for name in LIBRARIES if importlib.util.find_spec(name) is None]
        if absent:
            return Missing(
                f"缺少语音识别组件：{'、'.join(absent)}。", "请重新安装本程序的完整发布包。"
            )
        if not self._folder.is_dir():
            return Missing(f"没有语音模型“{self._folder.name}”。", _WHERE)
        if lacking := missing_files(self._folder):
            return Missing(
                f"语音模型“{self._folder.name}”不完整，缺少：{'、'.join(lacking)}。",
                f"请补齐模型文件夹中的文件，或重新添加该模型。{_WHERE}",
            )
        files = own_files(self._folder)
        return Available(
            f"faster-whisper {self._folder.name}", version("faster-whisper"), tuple(files)
        )

    def hear(self, sound: "NDArray[np.float32]", options: SpeechOptions) -> Iterator[Heard]:
        """Yield what is said in ``sound``, in order of time; see :class:`Speech`.

        Raises:
            UserError: the model is missing or damaged, knows another language only, or the memory
                is not enough.
        """
        if not sound.size:
            return
        reached = 0.0
        try:
            for segment in self._segments(sound, options):
                yield segment
                reached = segment.end
        except IndexError:
            # The library cannot align words in a remainder of a few hundredths of a second.
            yield from self._without_words(sound, options, reached)
        except (MemoryError, RuntimeError) as error:
            raise self._in_words(error) from error

    def _without_words(
        self, sound: "NDArray[np.float32]", options: SpeechOptions, reached: float
    ) -> Iterator[Heard]:
        """Yield what begins after the second that was reached, without the times of words."""
        for segment in self._segments(sound, replace(options, words=False)):
            if segment.start >= reached:
                yield segment

    def _segments(self, sound: "NDArray[np.float32]", options: SpeechOptions) -> Iterator[Heard]:
        segments, _ = self._model.transcribe(
            sound,
            language=options.language,
            beam_size=BEAM,
            temperature=TEMPERATURES,
            condition_on_previous_text=False,
            hotwords=options.hot_words or None,
            word_timestamps=options.words,
            vad_filter=False,
        )
        for segment in segments:
            yield _heard(segment)

    @cached_property
    def _model(self) -> Any:
        state = self.available()
        if isinstance(state, Missing):
            raise UserError(state.what, state.where_to_put)
        # Belt and braces: nothing below asks the hub, and it could not reach it.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        import ctranslate2
        from faster_whisper import WhisperModel

        supported = ctranslate2.get_supported_compute_types("cpu")
        try:
            model = WhisperModel(
                str(self._folder),
                device="cpu",
                compute_type="int8" if "int8" in supported else "float32",
                cpu_threads=self._threads,
                local_files_only=True,
            )
        except MemoryError as error:
            raise self._in_words(error) from error
        except Exception as error:  # the libraries below raise whatever their parsers raise
            raise self._in_words(error) from error
        if not model.model.is_multilingual:
            raise UserError(
                f"语音模型“{self._folder.name}”只识别英语，不能转写中文。",
                "请换用多语言的模型（名称中没有“.en”）。",
            )
        return model

    def _in_words(self, error: BaseException) -> UserError:
        said = str(error).lower()
        if isinstance(error, MemoryError) or "alloc" in said or "out of memory" in said:
            return UserError(
                f"内存不足，语音模型“{self._folder.name}”无法运行；已转写的内容均已保存。",
                "请关闭其他程序，或换用较小的模型后继续。",
            )
        return UserError(
            f"语音模型“{self._folder.name}”的文件已损坏或与本程序不兼容，无法载入。",
            "请用“models verify”检查，或重新添加该模型。",
        )


def usable_threads() -> int:
    """Return one less than the processor's threads that this process may use, at least 1."""
    try:
        count = len(os.sched_getaffinity(0))
    except AttributeError:  # not on Windows
        count = os.cpu_count() or 1
    return max(count - 1, 1)


def _heard(segment: Any) -> Heard:
    """Copy a segment of the library, whose numbers may be numpy's."""
    words = tuple(
        HeardWord(float(word.start), float(word.end), str(word.word), float(word.probability))
        for word in segment.words or ()
    )
    return Heard(
        float(segment.start),
        float(segment.end),
        str(segment.text),
        words,
        float(segment.avg_logprob),
        float(segment.no_speech_prob),
        float(segment.compression_ratio),
    )
