"""Which procedure a hearing follows, as far as the case says so; a person decides."""

from workbench.hearing.model import Procedure


def procedure_of(number: str, procedure: str, cause: str = "") -> Procedure:
    """Return the procedure that fits what is known of a case.

    Args:
        number: case number (案号); 刑 and 行 tell criminal and administrative cases.
        procedure: as the case's data name it (简易程序 …); may be empty.
        cause: cause of action or charge; may be empty.
    """
    if "刑" in number or cause.endswith("罪"):
        return Procedure.CRIMINAL
    if "行" in number.partition("）")[2] or "行政" in procedure:
        return Procedure.ADMINISTRATIVE
    if "小额" in procedure:
        return Procedure.SMALL_CLAIMS
    return Procedure.SIMPLIFIED if "简易" in procedure else Procedure.CIVIL
