"""How the library page writes versions, their days and citations."""

from datetime import date

from ui.words import chinese_date
from workbench.law.model import StoredArticle, Version


def citation(stored: StoredArticle) -> str:
    """Return how a judgment cites the article: 《…》第…条."""
    return f"《{stored.version.title}》{stored.article.label}"


def standing(version: Version, on: date) -> str:
    """Say in words whether a version is in force on a day, by its dates."""
    if version.effective is None:
        return "施行日期不明"
    if version.in_force(on):
        return "现行有效"
    if on < version.effective:
        return "尚未施行"
    return f"{chinese_date(version.ended)}起失效"


def brief(version: Version, on: date) -> str:
    """Say in one word whether a version is in force on a day."""
    said = standing(version, on)
    return "已失效" if said.endswith("起失效") else said


def days(version: Version) -> str:
    """Return the days of a version in words."""
    parts = []
    if version.promulgated:
        parts.append(f"{chinese_date(version.promulgated)}公布")
    if version.effective:
        parts.append(f"{chinese_date(version.effective)}施行")
    return " · ".join(parts) or "日期不明"


def version_line(version: Version, on: date) -> str:
    """Return a version in one line, for the list of versions."""
    return f"{days(version)}（{standing(version, on)}）"


def origin(version: Version) -> str:
    """Return kind, document number, issuer and source of a version."""
    status = f"来源标注：{version.status}" if version.status else ""
    source = f"来源：{version.pack} / {version.source}" if version.source else ""
    parts = (version.level.value, version.document_number, version.issuer, status, source)
    return " · ".join(part for part in parts if part)
