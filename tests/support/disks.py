"""Disks that are full, without one."""

from contextlib import AbstractContextManager

import pytest

from workbench.kernel.errors import UserError
from workbench.kernel.store import Store

FULL = "磁盘空间不足或无法写入，刚才的修改没有保存。"


class FullDisk:
    """Refuses the transactions of a store from the n-th on, until room is made.

    Attributes:
        full: there is no room.
    """

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
        self.full, self._left, self._write = True, after, store.transaction
        monkeypatch.setattr(store, "transaction", self)

    def __call__(self, durable: bool = True) -> AbstractContextManager[None]:
        self._left -= 1
        if self.full and self._left < 0:
            raise UserError(FULL, "请清理磁盘空间后重试。")
        return self._write(durable)
