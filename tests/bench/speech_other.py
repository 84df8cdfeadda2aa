"""The other side of ``speech``: openai-whisper, run by a Python that has it; prints JSON.

``python speech_other.py WEIGHTS.npz SOUND.npy WIDTH HEADS LAYERS TOKENS THREADS``. Imports
nothing of the product.
"""

import json
import sys
import time
from importlib import import_module


def main() -> None:
    """Load the weights, hear the sound once to warm up and once for the clock."""
    weights, sound_file = sys.argv[1:3]
    width, heads, layers, tokens, threads = (int(value) for value in sys.argv[3:8])
    numpy, torch, whisper = (import_module(name) for name in ("numpy", "torch", "whisper"))
    torch.set_num_threads(threads)
    dimensions = import_module("whisper.model").ModelDimensions(
        80, 1500, width, heads, layers, 51865, 448, width, heads, layers
    )
    model = whisper.model.Whisper(dimensions)
    arrays = numpy.load(weights)
    model.load_state_dict({name: torch.from_numpy(arrays[name]) for name in arrays.files}, False)
    model.eval()
    sound = numpy.load(sound_file)
    options = {
        "language": "zh",
        "beam_size": 5,
        "temperature": 0.0,
        "fp16": False,
        "condition_on_previous_text": False,
        "sample_len": tokens,
        "no_speech_threshold": None,
    }
    model.transcribe(sound[: 16_000 * 2], **options)
    passes, encoder = [0], model.encoder.forward

    def counted(*arguments: object) -> object:
        passes[0] += 1
        return encoder(*arguments)

    model.encoder.forward = counted
    begun = time.perf_counter(), time.process_time()
    model.transcribe(sound, **options)
    spent = time.perf_counter() - begun[0], time.process_time() - begun[1]
    sys.stdout.write(json.dumps({"seconds": spent[0], "cpu": spent[1], "passes": passes[0]}))


if __name__ == "__main__":
    main()
