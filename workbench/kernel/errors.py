"""Errors that say whose fault they are.

A :class:`UserError` is a situation that the person at the machine can change: it carries a
sentence that says what happened and what was kept, and the next step. Anything else that escapes
is a :class:`BugError` or an ordinary exception, and is ours to mend.
"""


class UserError(Exception):
    """What happened, in a Chinese sentence, and what to do about it.

    Args:
        message: what happened and what was kept, one or two sentences.
        advice: the next step for the user; may be empty.
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message}{self.advice}"

    def __reduce__(self) -> tuple[type["UserError"], tuple[str, str]]:
        # Errors cross process borders, and the default pickling drops the second argument.
        return type(self), (self.message, self.advice)


class ReadOnlyError(UserError):
    """A write was asked of a workspace that this process opened for reading only."""


class FeatureOffError(UserError):
    """The feature that was asked for is switched off."""


class BugError(Exception):
    """A state that the code must never reach."""
