"""Names of companies and other organisations in facts, so that they do not count in a search.

A company may be called anything; that it is a company, a bank or an insurer may matter. So the name
goes and the kind stays. A name begins behind a role (原告, 被告 …) or at the name of a place and
ends with a kind; what the text itself calls short (以下简称…) goes too. Authorities keep their
names: what a 市场监督管理局 may do stands in the law.
"""

import re
from collections.abc import Iterator

_KIND = (
    r"(?:银行|保险)?(?:股份有限|有限责任|有限)?(?:集团)?公司|银行(?:股份有限公司)?|"
    r"(?:合伙企业|个人独资企业|专业合作社|合作社|经营部|经销部|门市部|工作室|事务所|商行|商店|超市|酒店|宾馆|饭店|酒楼|餐厅|"
    r"工厂|厂|店|网吧|诊所|幼儿园|农场|养殖场|加工厂|集团)"
)
_ROLE = (
    r"(?:原告|被告|第三人|被?上诉人|被?申请人|再审申请人|债务人|借款人|出借人|保证人|担保人|承包人|发包人|出租人|承租人|"
    r"出卖人|买受人|甲方|乙方|丙方|案外人|用人单位|被告单位)"
)
# Words that show that between a role and a kind more stands than a name (被告入职示例公司 …).
_NOT = re.compile(
    "[的是系向与和于在从因由对将被已未经以及至到给为把让请求应认诉称辩均其该此，,。；;、：:\\s原第处任用]|"
    "购买|提出|代表|退赔|获得|入职|投资|没有|相关|尾号|一家|指使|委托|签字|工作|签订|成立|注册|经营|通过|冒充|假冒"
)
_NAMED = re.compile(
    rf"{_ROLE}(?!人)(?:单位)?[：:\s]*"
    rf"(?P<name>[\u4e00-\u9fff][\u4e00-\u9fff（）()]{{1,19}}?)(?P<kind>{_KIND})"
)
_SHORT = re.compile(
    rf"(?:{_KIND})[（(](?:以下|下)?(?:简称|称)(?:为)?[：:“\"]*"
    r"(?P<name>[\u4e00-\u9fff]{2,12})[”\"]*[）)]"
)
_TRADES = re.compile(
    "物业|保险|建筑|房产|房地产|装饰|劳务|运输|物流|电信|供电|供水|燃气|热力|担保|贷款|"
    "典当|快递|旅游|开发|置业|施工|外包|派遣|租赁|建设|医药|机械|项目|外卖|平台"
)
_TAIL = re.compile(rf"(?P<name>.+?)(?P<kind>{_KIND})$")


def organisations_in(text: str) -> dict[str, str]:
    """Return names of organisations and the kind that stays of each."""
    found = dict(_whole(text))
    for short in _SHORT.finditer(text):
        tail = _TAIL.match(short["name"])
        if not re.fullmatch(_KIND, short["name"]):
            found[short["name"]] = tail["kind"] if tail else ""
    return found


def _whole(text: str) -> Iterator[tuple[str, str]]:
    for named in _NAMED.finditer(text):
        name = named["name"]
        if not _NOT.search(name) and not _TRADES.fullmatch(name):
            yield name + named["kind"], named["kind"]


def without_organisations(text: str) -> str:
    """Return the text with the kinds of organisations in place of their names."""
    found = organisations_in(text)
    for name in sorted(found, key=lambda name: (-len(name), name)):
        text = text.replace(name, found[name])
    return text
