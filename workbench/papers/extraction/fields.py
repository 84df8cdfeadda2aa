"""The table of fields that extraction fills: key, label, type, order.

Types: ``text``, ``date`` (value ISO), ``amount`` (value plain decimal in yuan), ``percent`` (value
annual percent, or ``LPR`` / ``LPR×4``), ``identity``, ``phone``, ``choice``.
Kinds of parties (``party.kind``): ``natural``, ``legal``, ``other`` (非法人组织), ``business``
(个体工商户), ``state`` (国家机关).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType


@dataclass(frozen=True)
class Field:
    """A field.

    Attributes:
        key: ``party.birth``.
        label: Chinese name on the screen.
        type: see the module.
        order: place in lists.
        single: a party or case has one value of it, so that two differing ones are a conflict.
    """

    key: str
    label: str
    type: str
    order: int
    single: bool = False


_SINGLE = "!"
_TABLE = """
case.number 案号 text !
court.name 法院 text
cause.name 案由 text !
procedure.name 适用程序 choice
party.name 当事人 text
party.role 诉讼地位 choice
party.role_note 其他诉讼地位 text
party.kind 当事人类型 choice
party.sex 性别 choice !
party.birth 出生日期 date !
party.ethnicity 民族 choice !
party.identity 公民身份号码 identity !
party.credit_code 统一社会信用代码 identity !
party.address 住所 text
party.household 户籍地 text
party.phone 联系电话 phone
party.work 工作单位 text
party.post 职务 text
party.representative 法定代表人（负责人） text !
party.representative_post 法定代表人职务 text
party.valid_until 证件有效期至 date
party.capital 注册资本 text
party.founded 成立日期 date !
party.business 经营范围 text
agent.name 代理人 text
agent.role 代理身份 choice
agent.of 被代理人 text
agent.firm 代理人单位 text
agent.post 代理人职务 text
agent.authority 代理权限 choice
agent.powers 授权事项 text
agent.phone 代理人电话 phone
claim.text 诉讼请求 text
claim.amount 诉讼请求金额 amount
answer.text 答辩意见 text
amount.principal 本金 amount
amount.price 价款 amount
amount.paid 支付金额 amount
amount.deposit 定金 amount
amount.penalty 违约金 amount
amount.other 金额 amount
rate.interest 利率 percent
date.contract 签订日期 date
date.start 起始日期 date
date.due 到期日期 date
date.delivery 交付日期 date
date.filed 立案日期 date
date.hearing 开庭日期 date
date.signed 落款日期 date
account.name 户名 text
account.number 账号 identity
account.bank 开户行 text
transfer.serial 交易流水号 text
transfer.purpose 用途附言 text
contract.name 合同名称 text
contract.number 合同编号 text
contract.subject 标的 text
evidence.item 证据名称 text
evidence.source 证据来源 text
evidence.purpose 证明目的 text
evidence.pages 证据页码 text
evidence.kind 证据形式 text
"""


@cache
def fields() -> Mapping[str, Field]:
    """Return the fields by key, in order."""
    table: dict[str, Field] = {}
    for order, line in enumerate(_TABLE.strip().splitlines()):
        key, label, kind, *marks = line.split()
        table[key] = Field(key, label, kind, order, _SINGLE in marks)
    return MappingProxyType(table)


def label(key: str) -> str:
    """Return the Chinese label of a field; the key itself where it is unknown."""
    field = fields().get(key)
    return field.label if field else key
