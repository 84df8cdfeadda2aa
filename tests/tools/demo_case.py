"""Facts of the demonstration case: a private loan among invented people.

Nobody of these names, numbers and places exists: the address code 110000 stands for a whole
city and is never given to a person, the court's code 0000 is not assigned, the telephone and
account numbers are rows of zeros. Check characters are right, so that checks can be shown.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from workbench.kernel.numerals import format_date


@dataclass(frozen=True)
class Person:
    """A party of the invented case."""

    name: str
    sex: str
    birth: date
    identity: str
    address: str
    phone: str


@dataclass(frozen=True)
class Payment:
    """Money from the debtor to the lender, in yuan."""

    day: date
    amount: Decimal


LENDER = Person(
    "张示例", "男", date(1985, 3, 2), "110000198503020014", "示范市样例区模拟路1号", "13000000001"
)
DEBTOR = Person(
    "李样本", "男", date(1988, 7, 16), "110000198807160032", "示范市样例区虚构街2号", "13000000002"
)
GUARANTOR = Person(
    "王演示", "女", date(1990, 11, 5), "110000199011050027", "示范市样例区演习巷3号", "13000000003"
)
BIRTH_IN_COMPLAINT = date(1988, 7, 15)
"""The complaint's slip, one day off the debtor's identity card: the conflict to be found."""

LAWYER = "赵模拟"
FIRM = "示例律师事务所"
COURT = "示范市样例区人民法院"
NUMBER = "（2026）京0000民初101号"
CAUSE = "民间借贷纠纷"
BANK = "示范银行样例支行"
LENDER_ACCOUNT = "6200000000000000109"
DEBTOR_ACCOUNT = "6200000000000000208"

AGREED = Decimal(300_000)
DEDUCTED = Decimal(20_000)
TRANSFERRED = AGREED - DEDUCTED
MONTHLY_RATE = Decimal("0.02")
LPR_AT_CONTRACT = Decimal("0.031")
"""One-year LPR of 2025-02-20, in force on the day of the contract (published monthly)."""

CONTRACT_DAY = date(2025, 3, 10)
DUE_DAY = date(2026, 3, 9)
PAYMENTS = (
    Payment(date(2025, 9, 10), Decimal(30_000)),
    Payment(date(2025, 12, 10), Decimal(20_000)),
)
POWER_DAY = date(2026, 4, 7)
COMPLAINT_DAY = date(2026, 4, 8)
FILED_DAY = date(2026, 4, 10)
SERVED_DAY = date(2026, 4, 13)
ANSWER_DAY = date(2026, 4, 24)
SUMMONS_DAY = date(2026, 4, 28)
HEARING_DAY = date(2026, 5, 20)


def party_line(role: str, person: Person, birth: date | None = None) -> str:
    """Write a party as complaints do; ``birth`` replaces the person's own for a slip."""
    return (
        f"{role}：{person.name}，{person.sex}，{format_date(birth or person.birth)}出生，汉族，"
        f"住{person.address}，公民身份号码{person.identity}，联系电话{person.phone}。"
    )


def capped_rate() -> Decimal:
    """Return the yearly rate that can be had: at most four times LPR (法释〔2020〕17号 art. 25)."""
    return min(MONTHLY_RATE * 12, LPR_AT_CONTRACT * 4)


def principal_left() -> Decimal:
    """Return the principal still owed after the payments, in yuan to the fen.

    Principal is what was transferred (民法典 art. 670), each payment goes to interest first
    (art. 561); actual days over 365, the first day counted and the last not.
    """
    left, since = TRANSFERRED, CONTRACT_DAY
    for payment in PAYMENTS:
        interest = left * capped_rate() * (payment.day - since).days / 365
        left -= payment.amount - interest
        since = payment.day
    return left.quantize(Decimal("0.01"), ROUND_HALF_UP)
