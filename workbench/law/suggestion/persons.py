"""Names of persons in facts, so that they can be taken out before anything is searched for.

A name stands behind a role (被告人, 原告, 证人 …), also several in a row, or before a note on the
person (另案处理). Where it ends is seen from punctuation behind it; where words follow, from
whether the third character begins a word. All places of a name are judged together.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from workbench.law.ranking_terms import segment

_COMPOUND = "欧阳|司马|上官|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|南宫|端木"
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹柏章苏潘葛范彭鲁韦马方任袁柳唐罗薛雷贺倪汤郝安常乐于傅"
    "皮齐康伍余元顾孟黄萧肖尹姚邵汪毛米明戴宋庞熊纪舒项董梁杜阮蓝季贾江童颜郭梅林徐邱丘高夏蔡田樊胡凌霍万柯管卢莫丁邓洪包左石崔龚"
    "程邢裴陆翁段侯宁仇刘叶白蒲温庄晏柴阎闫向古易廖耿聂曾关游覃谭岳龙史黎赖武文牛代申苗池付兰符欧骆尚屈党战盛"
    "班卓郎展扬仝訾亓仲闵晁祁奚宗宣桑荣荀惠甄曲封芮储靳焦巴牧谷车宫栾厉戎祖束郜蓟薄印宿蔺屠蒙乔阴胥翟贡劳姬冉雍瞿慕连茹习艾戈"
    "衡匡寇隆师巩敖冷辛阚那饶沙鞠丰荆竺权盖桓佘佟麻揭鄢谌苟邬冼粟禹尤"
)
_ROLE = re.compile(
    r"(?:原告人?|被告人?|第三人|被?上诉人|被?申请人|被害人|委托诉讼代理人|法定代理人|辩护人|证人|案外人|"
    r"再审申请人|反诉原告|反诉被告|同案犯|同案人|伙同|受害人|死者|伤者|债务人|借款人|出借人|保证人|担保人)"
    r"(?:（[^（）]{2,20}）)?[：:\s]*(?=[\u4e00-\u9fff])"
)
_NOTED = re.compile(
    rf"(?:{_COMPOUND}|[{SURNAMES}])[\u4e00-\u9fff]{{1,2}}"
    r"(?=（(?:均|已|在逃|另案|另处|身份|不起诉|男|女|系))"
)
_NEXT = re.compile(r"(?:[、，,]|[和及与](?:被告人?|原告|同案犯)?)\s*(?=[\u4e00-\u9fff])")
_END = re.compile(r"[^\u4e00-\u9fff]|$")
_WORDS_OF_ONE = frozenset(
    "在因与对将到至以为的某又还持于从向称和及诉系是有无不已曾并均未经受被让使用给把等之其时后前即便先再去来"
    "自驾骑乘拿说叫打应可也都共分偿借欠"
)
_LOOK = 6
_SEEN = 3  # what punctuation behind a name says, against the guess at a word


def names_in(text: str) -> set[str]:
    """Return the names of persons that a text shows to be such."""
    votes: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for start in _starts(text):
        surname = _surname(text, start)
        for length, weight in _lengths(text, start, surname):
            votes[text[start : start + surname + 1]][length] += weight
    names = set(_NOTED.findall(text))
    for begun, counted in votes.items():
        likely = max(counted, key=lambda n: (counted[n], n))
        for length in {likely, *(n for n, weight in counted.items() if weight >= _SEEN)}:
            for place in re.finditer(re.escape(begun), text):
                names.add(text[place.start() : place.start() + length])
    return {name for name in names if _whole(name)}


def _starts(text: str) -> Iterator[int]:
    """Yield where names begin: behind a role, and behind a name in a row."""
    for role in _ROLE.finditer(text):
        place = role.end()
        while surname := _surname(text, place):
            yield place
            lengths = _lengths(text, place, surname)
            following = _NEXT.match(text, place + lengths[0][0])
            if following is None:
                break
            place = following.end()


def _surname(text: str, place: int) -> int:
    """Return the length of the surname at a place, 0 if there is none."""
    if re.match(_COMPOUND, text[place : place + 2]):
        return 2
    return 1 if text[place : place + 1] and text[place] in SURNAMES else 0


def _lengths(text: str, start: int, surname: int) -> list[tuple[int, int]]:
    """Return the likely length of the name at a place, and how much that says."""
    short = surname + 1
    for length in (short, short + 1):
        if _END.match(text, start + length):
            idle = length > short and text[start + short] in _WORDS_OF_ONE
            return [(short, 1)] if idle else [(length, _SEEN)]
    if text[start + short - 1] == "某":
        return [(short, 1)]
    behind = text[start + short : start + short + _LOOK]
    first = segment_first(behind)
    begins = len(first) > 1 or first in _WORDS_OF_ONE
    return [(short if begins else short + 1, 1)]


def segment_first(text: str) -> str:
    """Return the first word of a text."""
    found = [word for word in segment(text) if text.startswith(word)]
    return max(found, key=len, default="")


def _whole(name: str) -> bool:
    return len(name) > 1 and all("\u4e00" <= character <= "\u9fff" for character in name)
