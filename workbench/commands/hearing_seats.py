"""``workbench hearing profiles|save-profile|forget-profile|seats``: who sits at which channel."""

import re
from dataclasses import asdict
from typing import Annotated

import typer

from workbench.commands.context import as_json
from workbench.commands.hearing_key import CaseKey, Json, Sitting, find_hearing
from workbench.hearing.model import Seat, SeatProfile
from workbench.kernel.errors import UserError

Name = Annotated[str, typer.Argument(help="席位方案的名称，例如“第一审判庭”。")]


def register(app: typer.Typer) -> None:
    """Add these commands to those of hearings."""
    app.command("profiles")(profiles)
    app.command("save-profile")(save_profile)
    app.command("forget-profile")(forget_profile)
    app.command("seats")(seats)


def profiles(ctx: typer.Context, json: Json = False) -> None:
    """列出席位方案。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        held = workbench.hearing.profiles()
        lines = [_line(profile) for profile in held]
        data = {"profiles": [asdict(profile) for profile in held]}
        shared.emit(data, "\n".join(lines) or "还没有席位方案。")


def save_profile(
    ctx: typer.Context,
    name: Name,
    places: Annotated[
        list[str], typer.Argument(help="声道=席位:角色，声道从 1 起，如 1=审判席:审判长 2=旁听席。")
    ],
    json: Json = False,
) -> None:
    """保存一个席位方案，同名的替换。"""
    shared = as_json(ctx, json)
    profile = SeatProfile(name, tuple(_seat(place) for place in places))
    with shared.workbench() as workbench:
        workbench.hearing.save_profile(profile)
        shared.emit({"profile": asdict(profile)}, f"已保存席位方案{_line(profile)}")


def forget_profile(ctx: typer.Context, name: Name, json: Json = False) -> None:
    """删除一个席位方案；已使用它的庭审不受影响。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        _profile(workbench.hearing.profiles(), name)
        workbench.hearing.forget_profile(name)
        shared.emit({"forgotten": name}, f"已删除席位方案“{name}”。")


def seats(
    ctx: typer.Context,
    case: CaseKey,
    name: Annotated[str, typer.Argument(help="席位方案的名称；不填则各声道合在一起转写。")] = "",
    sitting: Sitting = 0,
    json: Json = False,
) -> None:
    """指定一次庭审的席位方案。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        hearing = find_hearing(workbench, case, sitting)
        profile = _profile(workbench.hearing.profiles(), name) if name else None
        workbench.hearing.seat(hearing.id, profile)
        words = f"已指定席位方案{_line(profile)}" if profile else "各声道合在一起转写。"
        data = {"hearing": hearing.id, "profile": asdict(profile) if profile else None}
        shared.emit(data, words)


def _profile(held: list[SeatProfile], name: str) -> SeatProfile:
    found = next((profile for profile in held if profile.name == name), None)
    if found is None:
        known = "、".join(profile.name for profile in held) or "无"
        raise UserError(f"没有名为“{name}”的席位方案。", f"现有：{known}。")
    return found


def _seat(text: str) -> Seat:
    match = re.fullmatch(r"(\d{1,2})=([^:：]+)(?:[:：](.+))?", text)
    if match is None:
        raise UserError(f"“{text}”不是席位。", "请写成 声道=席位:角色，例如 1=审判席:审判长。")
    return Seat(int(match[1]) - 1, match[2], match[3] or "")


def _line(profile: SeatProfile) -> str:
    places = "，".join(
        f"声道 {seat.channel + 1} {seat.name}" + (f"（{seat.role}）" if seat.role else "")
        for seat in profile.seats
    )
    return f"“{profile.name}”：{places or '没有席位'}。"
