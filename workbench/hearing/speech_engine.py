"""The speech engine of a model's name, as child processes make it too."""

from workbench.engines.protocols import Speech

NO_MODEL = "本机没有语音模型。"
HOW_TO_ADD = "请把转换好的语音模型文件夹用“workbench models add 文件夹”或“设置—模型”加入。"


def local_speech(model: str) -> Speech:
    """Return the engine of a model that lies in the folder of local models.

    Args:
        model: name of its folder.
    """
    from workbench.engines.shelf import models_folder
    from workbench.engines.whisper import FasterWhisper

    return FasterWhisper(models_folder() / model)


def speech_models() -> tuple[str, ...]:
    """Return the names of the speech models that lie on this machine."""
    from workbench.engines.shelf import Shelf

    return tuple(one.name for one in Shelf().list() if one.kind == "speech" and one.present)


def hears_one_stretch(model: str) -> bool:
    """Say whether a model hears one stretch of speech at a time only, by its manifest."""
    from workbench.engines.shelf import Shelf

    held = (one for one in Shelf().list() if one.name == model)
    return any(one.one_stretch_a_window for one in held)
