"""Names of parties, agents and sides: where a name ends, and what kind of person bears it."""

import re

from workbench.papers.extraction.labels import AGENTS, LABELS, ROLES

Span = tuple[int, int]

_ASIDE = re.compile(
    r"（(?:曾用名|又名|别名|绰号|化名|外号|乳名|以下|下称|简称|原名|身份证|公民身份|反诉|原审|一审|二审|本诉|"
    r"系|男|女|签名|签字|盖章|公章|英文|自然人|护照|号码|统一|代表|不详)"
)
_NAME_LABEL = re.compile(
    r"(?:（(?:自然人|法人|法人、非法人组织|非法人组织|个体工商户|法人或其他组织)）)?[：\s]*(?:姓名|名称|名字)"
    r"(?:或姓名|/姓名|或名称)?[：\s]*"
)
_KIND_NOTE = re.compile(
    r"（(?:自然人|法人|法人、非法人组织|非法人组织|个体工商户|法人或其他组织)）[：\s]*"
)
_RAW = re.compile(r"[\u3400-\u9fff\U00020000-\U000323afA-Za-z0-9×*＊·•（）()&\-.《》]{1,70}")
_BORDER = re.compile(
    rf"(?:{LABELS})[：\s]|性别|公民身份|身份证|(?:曾|又|现)?因(?:涉嫌|犯|本案|吸食|滥伐|盗|不服)|因患|不服|曾因|曾|涉嫌|自到案|自愿|归案|到案|经本院|现羁押"
)
_BLANK = re.compile(rf"(?:{LABELS})(?:[：\s/（]|$)")
_TIGHT = re.compile(
    r"[\u3400-\u9fff\U00020000-\U000323af·]{2,4}?"
    r"(?=[男女](?:[，。、\s\d1]|[\u3400-\u9fff\U00020000-\U000323af]{1,3}族|$))"
)
_NOT_A_NAME = re.compile(
    r"(?:与|的|在|认为|称|诉|应[当承支向于在归将返]|向[原被本其法]|于\d|和[原被第]|是|为|系|未|无[法权需]|或|将|已|均|之间|"
    r"双方|提[出供交起]|请求|主张|辩称|承担|支付|对[原被其此本该]|因[本涉其原被犯]|及其|基本|信息|签[名字章]|盖章|姓名|名称|"
    rf"自然人|法人|{ROLES}|{AGENTS})"
)
_ORGANISATION = re.compile(
    r"(?:公司|集团|厂|店|中心|合作社|银行|支行|分行|营业部|信用社|联社|医院|学校|大学|学院|中学|小学|幼儿园|"
    r"委员会|局|政府|协会|事务所|部|站|研究所|研究院|派出所|大队|支队|商行|超市|酒店|饭店|宾馆|基金会|工作室|"
    r"村民小组|居委会|村委会|办事处|管理处|检察院|法院|企业|合伙|工程队|项目部|经营部|加油站|养殖场|农场|林场|市场|商会)"
    r"(?:（[^（）]{2,12}）)?$"
)
_STATE = re.compile(
    r"(?:检察院|法院|人民政府|公安局|分局|管理局|监督局|委员会办公室|办事处|支队|大队|派出所)$|局$"
)
_OTHER = re.compile(
    r"(?:分公司|支行|分行|营业部|事务所|（(?:普通|有限|特殊普通)合伙）|合伙企业.*|委员会|村民小组)$"
)


def name_span(text: str, start: int, end: int) -> Span | None:
    """Return where the name stands that begins at ``start`` (blanks and 姓名： skipped)."""
    label = _NAME_LABEL.match(text, start, end) or _KIND_NOTE.match(text, start, end)
    if label:
        start = label.end()
    skipped = re.compile(r"[：\s]*(?:自报(?:姓名)?|自称)?[：\s]*").match(text, start, end)
    start = skipped.end() if skipped else start
    raw = _RAW.match(text, start, end)
    if raw is None or _BLANK.match(text, start, end):
        return None
    stop = _cut(raw.group()) + start
    return (start, stop) if is_name(text[start:stop]) else None


def _cut(raw: str) -> int:
    """Return the length of the name at the head of a run of characters without separators."""
    length = len(raw)
    for pattern in (_ASIDE, _BORDER):
        match = pattern.search(raw, 1)
        if match:
            length = min(length, match.start())
    tight = _TIGHT.match(raw[:length] if length < len(raw) else raw)
    if tight and not is_organisation(raw[:length]):
        return tight.end()
    head = raw[:length]
    opened = head.find("（")
    if opened > 0 and (head.count("（") != head.count("）") or opened <= 4):
        rest = head[head.rfind("）") + 1 :] if "）" in head else ""
        # 张三甲（…） ends before the bracket, 虚构（北京）公司 does not.
        return length if is_organisation(head) and rest else opened
    return len(head.rstrip("-.（"))


def is_name(text: str) -> bool:
    """Say whether a run of characters can be somebody's name."""
    bare = re.sub(r"[×*_＊.·\-]", "", text)
    if len(text) < 2 or len(bare) < 1 or len(text) > 60:
        return False
    if re.search(r"\d{2}|\d.*年", text) and not is_organisation(text):
        return False
    if not is_organisation(text) and re.search(r"的$|逾期|还款|借款|支付|应当|违约|约定", text):
        return False
    return not (_NOT_A_NAME.match(text) and not is_organisation(text)) and not bare.isdigit()


def is_organisation(name: str) -> bool:
    """Say whether a name is an organisation's, by its last word."""
    return len(name) >= 4 and _ORGANISATION.search(name) is not None


def kind_of(name: str, text: str) -> str:
    """Return the kind of party (see ``fields``) from the name and the words around it."""
    if re.search(r"经营者[：\s]|个体工商户|字号", text) and "公司" not in name:
        return "business"
    if _STATE.search(name) and len(name) >= 4:
        return "state"
    if not is_organisation(name):
        natural = len(name) <= 5 or not re.search(r"统一社会信用代码|法定代表人|负责人", text)
        return "natural" if natural else "legal"
    return "other" if _OTHER.search(name) else "legal"


KIND_WORDS = {
    "natural": "自然人",
    "legal": "法人",
    "other": "非法人组织",
    "business": "个体工商户",
    "state": "国家机关",
}
"""Kinds of parties as shown."""
