"""The roles of a hearing: those that the number keys give, and further ones."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from workbench.hearing.model import Procedure
from workbench.kernel.errors import UserError

KEYS = 9
"""Roles that have a number key."""


@dataclass(frozen=True)
class Roles:
    """Who may speak in a hearing.

    Attributes:
        keys: roles by their number key, from 1; at most :data:`KEYS`.
        more: further roles.
    """

    keys: tuple[str, ...]
    more: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        """Return every role once."""
        return tuple(dict.fromkeys([*self.keys, *self.more]))


def roles_of(procedure: Procedure, own: Sequence[str] = ()) -> Roles:
    """Return the roles of a procedure.

    Args:
        procedure: see there.
        own: roles for the number keys that a person chose for this hearing; those of the
            procedure that are not among them can still be had from the menu.
    """
    text = resources.files("resources").joinpath("rules", "hearing_roles.toml").read_text("utf-8")
    row = tomllib.loads(text)[procedure.value]
    shipped = Roles(tuple(row["keys"]), tuple(row["more"]))
    if not own:
        return shipped
    return Roles(tuple(own), tuple(role for role in shipped.all() if role not in own))


def checked_keys(names: Sequence[str]) -> tuple[str, ...]:
    """Return roles for the number keys as they are kept, without blanks and empty ones.

    Raises:
        UserError: there are none, too many, or one stands there twice.
    """
    found = tuple(name.strip() for name in names if name.strip())
    if not found:
        raise UserError("没有填写角色，没有保存。", "请至少填写一个角色。")
    if len(found) > KEYS:
        raise UserError(f"数字键最多 {KEYS} 个角色，没有保存。", "请删去多余的角色。")
    twice = next((name for name in found if found.count(name) > 1), "")
    if twice:
        raise UserError(
            f"角色“{twice}”出现两次，没有保存。", "请改为不同的名称，例如“被告1”“被告2”。"
        )
    return found
