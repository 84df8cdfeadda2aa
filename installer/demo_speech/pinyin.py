"""Chinese text as the syllables that espeak-ng's voice of pinyin reads."""

import re

# How to say what the dictionaries of pypinyin read otherwise.
_READINGS = {
    "审判长": "shen3 pan4 zhang3",
    "长期": "chang2 qi1",
    "还了": "huan2 le5",
    "还钱": "huan2 qian2",
    "还清": "huan2 qing1",
    "没有还": "mei2 you3 huan2",
    "还款": "huan2 kuan3",
    "担任": "dan1 ren4",
    "应当": "ying1 dang1",
    "质证": "zhi4 zheng4",
    "重复": "chong2 fu4",
    "重新": "chong2 xin1",
    "给付": "ji3 fu4",
    "供述": "gong4 shu4",
    "作证": "zuo4 zheng4",
    "处分": "chu3 fen4",
    "还清了": "huan2 qing1 le5",
    "一直": "yi4 zhi2",
    "卖掉还": "mai4 diao4 huan2",
}
_PAUSES = {"，": ",", "。": ".", "？": "?", "、": ",", "；": ";", "：": ","}
_MARKS = re.compile("([，。？、；：])")


def spoken(text: str) -> str:
    """Return the syllables of ``text`` with tones as digits, parted by blanks, with pauses.

    Raises:
        ValueError: something in it has no reading (a letter, a digit).
    """
    parts: list[str] = []
    for piece in _MARKS.split(text):
        if piece in _PAUSES:
            parts.append(_PAUSES[piece])
        elif piece:
            parts += syllables(piece)
    return " ".join(parts).replace("ü", "v")


def syllables(text: str) -> list[str]:
    """Return one syllable a character."""
    from pypinyin import Style, lazy_pinyin

    _teach()
    found = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, errors="ignore")
    if len(found) != len(text):
        raise ValueError(f"no reading for part of: {text}")
    return [syllable.replace("ü", "v") for syllable in found]


def _teach() -> None:
    from pypinyin import load_phrases_dict
    from pypinyin.contrib.tone_convert import to_tone

    if _TAUGHT:
        return
    phrases = {
        word: [[to_tone(syllable)] for syllable in reading.split()]
        for word, reading in _READINGS.items()
    }
    load_phrases_dict(phrases)
    _TAUGHT.append(True)


_TAUGHT: list[bool] = []
