"""The speech engine of a model's name, as child processes make it too."""

from workbench.engines.protocols import Speech


def local_speech(model: str) -> Speech:
    """Return the engine of a model that lies in the folder of local models.

    Args:
        model: name of its folder.
    """
    from workbench.engines.shelf import models_folder
    from workbench.engines.whisper import FasterWhisper

    return FasterWhisper(models_folder() / model)


def hears_one_stretch(model: str) -> bool:
    """Say whether a model hears one stretch of speech at a time only, by its manifest."""
    from workbench.engines.shelf import Shelf

    held = (one for one in Shelf().list() if one.name == model)
    return any(one.one_stretch_a_window for one in held)
