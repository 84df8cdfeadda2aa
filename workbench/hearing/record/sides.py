"""Who stands where: the side of a role, and who belongs to the court."""

import re

OFFICIAL = "行政机关负责人"
"""Who stands for the defendant of an administrative case (行政诉讼法 art. 3)."""
COURT = frozenset({"审判长", "审判员", "人民陪审员", "法官助理", "书记员", "法官", "法警"})
SIDES = (
    *("原告", "被告", "第三人", "公诉人", "被告人", "辩护人", "被害人"),
    *("上诉人", "被上诉人", "申请人", "被申请人"),
)
FIRST = {"上诉人": "原告", "被上诉人": "被告", "申请人": "原告", "被申请人": "被告"}
"""Sides of other instances by those of the first whose rights and turns in a hearing they have."""
_NUMBER = r"[一二三四五六七八九十\d]{0,3}"
_SIDE = re.compile(
    rf"^(?:反诉原告|反诉被告|原审|再审|(?P<civil>附带民事诉讼))?"
    rf"(?P<side>被告人|被告单位|被告|原告人|原告|第三人|公诉人|公诉机关|抗诉机关|检察员|辩护人|被害人|自诉人"
    rf"|被上诉人|上诉人|被申请人|申请人)"
    rf"(?P<number>{_NUMBER})(?P<rest>.*)$"
)
_SAME = {"公诉机关": "公诉人", "检察员": "公诉人", "被告单位": "被告人"}
_SAME["原告人"] = "附带民事诉讼原告人"
_SAME["抗诉机关"] = "公诉人"
_ACCUSED = "上诉人（原审被告人）"


def side_of(role: str) -> str:
    """Return the side of a role (原告代理人 → 原告, 被告2 → 被告2); empty for court, unknown.

    A defender is a side of his own: he is asked beside the accused. 上诉人（原审被告人） is the
    accused; other appellants are sides of their own.
    """
    role = role.strip()
    if role.startswith(_ACCUSED):
        return "被告人"
    role = role.replace("（", "(").split("(")[0]
    if role == OFFICIAL:
        return "被告"
    match = _SIDE.match(role)
    if match is None:
        return ""
    side = _SAME.get(match["side"], match["side"])
    if match["civil"] and side == "被告人":
        side = "附带民事诉讼被告人"
    if side == "被告人" and "辩护人" in match["rest"]:
        return "辩护人"
    return side + match["number"]


def is_court(role: str) -> bool:
    """Say whether a role is one of the court."""
    return role.strip() in COURT


def is_agent(role: str) -> bool:
    """Say whether who has the role speaks for somebody else."""
    return "代理人" in role or role.startswith(("辩护人", OFFICIAL))
