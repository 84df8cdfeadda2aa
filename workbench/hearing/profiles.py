"""Who sits at which channel."""

from dataclasses import replace

from workbench.hearing.model import Recording, SeatProfile
from workbench.kernel.errors import UserError

MIXED = -1
"""The channel of a turn that was heard in all channels together."""
MOST = 16


def checked(profile: SeatProfile) -> SeatProfile:
    """Return a profile as it is kept: names without blanks around them, seats by channel.

    Raises:
        UserError: it has no name, two seats at one channel, or a channel that no mixer has.
    """
    name = profile.name.strip()
    if not name:
        raise UserError("席位方案没有名称，没有保存。", "请填写名称，例如“第一审判庭”。")
    seats = tuple(sorted(profile.seats, key=lambda seat: seat.channel))
    channels = [seat.channel for seat in seats]
    if len(set(channels)) < len(channels):
        twice = next(channel for channel in channels if channels.count(channel) > 1)
        raise UserError(f"声道 {twice + 1} 设了两个席位，没有保存。", "一个声道只能对应一个席位。")
    if any(not 0 <= channel < MOST for channel in channels):
        raise UserError(f"声道须在 1 至 {MOST} 之间，没有保存。", "请检查声道。")
    tidy = (replace(s, name=s.name.strip(), role=s.role.strip()) for s in seats)
    return SeatProfile(name, tuple(tidy))


def channels_of(recording: Recording, profile: SeatProfile | None) -> tuple[int, ...]:
    """Return the channels of a recording that are transcribed one by one.

    Without a profile, or where none of its seats is in the recording, it is all of them mixed.
    """
    seats = profile.seats if profile else ()
    found = tuple(seat.channel for seat in seats if seat.channel < recording.channels)
    return found or (MIXED,)


def role_at(profile: SeatProfile | None, channel: int) -> str:
    """Return the role that speaks at a channel; empty where none or several do."""
    seats = profile.seats if profile else ()
    return next((seat.role for seat in seats if seat.channel == channel), "")
