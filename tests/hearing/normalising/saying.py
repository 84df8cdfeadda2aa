"""A plain writer of numbers, to hold the reader against."""


def say(value: int) -> str:
    """Write a number in words: groups of four, with 零 where digits are skipped."""
    text, zero = "", False
    for place in range(len(str(value)) - 1, -1, -1):
        digit = value // 10**place % 10
        if digit:
            text += ("零" if zero and text else "") + "零一二三四五六七八九"[digit]
            text += ("", "十", "百", "千")[place % 4]
        zero = not digit
        if place % 4 == 0 and place and value // 10**place % 10**4:
            text += ("", "万", "亿", "万亿")[place // 4]
            zero = False
    return text
