"""Whether everything that a workspace keeps is there, whole and unchanged."""

from collections.abc import Iterable, Mapping

from workbench.kernel.store import Store
from workbench.kernel.vault import Vault


def problems(stores: Mapping[str, Store], vault: Vault, originals: Iterable[str]) -> dict[str, str]:
    """Check stores and originals; return what is not in order, in words.

    Args:
        stores: by their names for people.
        vault: where the originals lie.
        originals: hashes of those that are needed.
    """
    found = {name: answer for name, store in stores.items() if (answer := store.check()) != "ok"}
    for sha256 in originals:
        if not vault.verify(sha256):
            found[f"原件 {sha256[:12]}"] = "缺失或损坏"
    return found
