"""A library of a few articles, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workbench.law.model import Article, Level, StoredArticle, Version

SINCE = date(2021, 1, 1)


@dataclass(frozen=True)
class Shelved:
    """A library of a few articles, given as (law id, version, articles)."""

    entries: tuple[tuple[Version, tuple[Article, ...]], ...]

    def titles(self) -> dict[str, int]:
        return {version.title: version.law_id for version, _ in self.entries}

    def versions(self, law_id: int) -> list[Version]:
        return [version for version, _ in self.entries if version.law_id == law_id]

    def articles(self, version_id: int) -> list[StoredArticle]:
        return [
            StoredArticle(1000 * version.id + place, version, article)
            for version, articles in self.entries
            if version.id == version_id
            for place, article in enumerate(articles)
        ]

    def article(self, version_id: int, number: int, insertion: int = 0) -> StoredArticle | None:
        wanted = (number, insertion)
        for stored in self.articles(version_id):
            if (stored.article.number, stored.article.insertion) == wanted:
                return stored
        return None

    def numbers(self, version_id: int) -> dict[tuple[int, int], int]:
        every = reversed(self.articles(version_id))
        return {(a.article.number, a.article.insertion): a.id for a in every}

    def by_id(self, ids: Sequence[int]) -> list[StoredArticle]:
        return [next(a for a in self.articles(i // 1000) if a.id == i) for i in ids]


def version(
    number: int,
    title: str,
    level: Level = Level.LAW,
    since: date | None = SINCE,
    ended: date | None = None,
    law: int = 0,
) -> Version:
    return Version(number, law or number, title, level, since, since, ended, "")


def article(number: int, text: str, chapter: str = "", insertion: int = 0) -> Article:
    label = f"第{number}条" + (f"之{insertion}" if insertion else "")
    return Article(label, number, insertion, text, chapter)


# The articles are invented, under the numbers that the knowledge names.
LAWS = (
    (
        version(1, "中华人民共和国民法典"),
        (
            article(667, "借款合同是借款人借款、还款并付利息的合同。"),
            article(675, "借款人应当按照约定的期限还款。"),
            article(722, "承租人拖欠租金经催告仍不支付的，出租人可以解除租赁合同。"),
            article(1079, "夫妻感情确已破裂，要求离婚的，应当准予。"),
            article(1084, "离婚后子女由一方抚养。"),
            article(1127, "遗产按照顺序由同胞等法定继承。"),
            article(1179, "侵害他人人身的，赔偿医疗费、护理费、误工费。"),
            article(1208, "机动车发生交通事故撞伤他人的，承担责任。"),
        ),
    ),
    (
        version(2, "中华人民共和国劳动合同法", since=date(2008, 1, 1)),
        (article(30, "按时支付工资。"), article(82, "未签订书面劳动合同的，支付双倍工资。")),
    ),
    (
        version(3, "中华人民共和国刑法", since=date(1997, 10, 1)),
        (
            article(65, "累犯从重处罚。"),
            article(67, "主动投案、如实供述的，可以从轻处罚。"),
            article(234, "伤害他人身体致轻伤的，处罚。"),
            article(264, "盗窃、窃得财物的，处罚。"),
        ),
    ),
)
