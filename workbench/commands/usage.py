"""Mistakes in a command's words, told in Chinese.

The command-line library raises them with English text; its classes are told apart by name, as it
keeps them private.
"""

import re

_NO_COMMAND = re.compile(r"No such command '(.+?)'")


def is_usage_error(error: Exception) -> bool:
    """Say whether an exception is the library's own about how a command was written."""
    return hasattr(error, "format_message") and hasattr(error, "exit_code")


def in_words(error: Exception) -> str:
    """Return the sentence for a usage error, with where to look up the right form."""
    kind = type(error).__name__
    path = getattr(getattr(error, "ctx", None), "command_path", "workbench")
    if kind == "NoArgsIsHelpError":
        return f"请写明要做什么。可用的命令见“{path} --help”。"
    if kind == "NoSuchOption":
        what = f"没有选项“{getattr(error, 'option_name', '')}”。"
    elif found := _NO_COMMAND.search(str(getattr(error, "message", ""))):
        what = f"没有命令“{found[1]}”。"
    elif kind == "MissingParameter":
        parameter = getattr(error, "param", None)
        name = getattr(parameter, "human_readable_name", "") or getattr(parameter, "name", "")
        what = f"命令缺少“{name}”。"
    elif kind == "BadParameter":
        parameter = getattr(error, "param", None)
        what = f"“{getattr(parameter, 'name', '') or '参数'}”的值不合要求。"
    else:
        what = "命令的写法不对。"
    return f"{what}请运行“{path} --help”查看用法。"
