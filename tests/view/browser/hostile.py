"""Reports that hold markup in every field that a report, a page or an outlet can fill."""

from typing import Any

from runut.model import Record

__all__ = ["MARKUP", "hostile"]

MARKUP = "\"'><script>window.ran=1</script><img src=x onerror=window.ran=2>{{7*7}}${7*7}<svg/onload=window.ran=3>"
LINK = "javascript:window.ran=4//"
KEPT = {"id", "text", "entity", "place", "timex", "speaker", "subject", "object_entity", "language", "published"}
KEPT |= {"schema", "type", "kind", "status", "certainty", "date", "value", "code", "country", "cameo", "mode"}


def hostile(record: Record) -> Record:
    """The same record with markup in its text, names, titles, authors, reasons; its links are scripts."""
    text = MARKUP + record.article.text
    data = _poisoned(_shifted(record.to_dict(), len(MARKUP)))
    data["article"] |= {"text": text, "url": LINK, "id": f"{MARKUP}{record.article.id}"}
    return Record.from_dict(data)


def _shifted(value: Any, by: int) -> Any:
    """Everything moved behind what stands before the text."""
    match value:
        case dict():
            return {
                name: told + by if name in {"start", "end"} and isinstance(told, int) else _shifted(told, by)
                for name, told in value.items()
            }
        case [int(start), int(end)]:
            return [start + by, end + by]
        case list():
            return [_shifted(one, by) for one in value]
        case _:
            return value


def _poisoned(value: Any, name: str = "") -> Any:
    match value:
        case dict():
            return {
                key: told if key in KEPT and isinstance(told, str) else _poisoned(told, key)
                for key, told in value.items()
            }
        case list():
            return [_poisoned(one, name) for one in value]
        case str() if name not in {"contexts", "sectors", *KEPT}:
            return f"{value}{MARKUP}"
        case _:
            return value
