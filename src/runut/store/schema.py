"""The tables: what they are called, what their columns mean, and how a record unpacks into them."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec

from runut.model import Record

__all__ = ["FORMAT", "SCHEMA_VERSION", "Column", "Table", "record_structure", "sql", "tables"]

FORMAT = 1  # of the shards: what a program must know to read a collection at all
SCHEMA_VERSION = 3  # of the tables: an index of another version is built anew

TABLE = re.compile(r"CREATE TABLE (?P<name>\w+) \( -- (?P<about>[^\n]+)\n(?P<columns>.*?)\n\);", re.DOTALL)
COLUMN = re.compile(r"^ +(?P<name>\w+) (?P<type>.+?),? -- (?P<about>.+)$", re.MULTILINE)


class Column(NamedTuple):
    """A column of a table."""

    name: str
    type: str
    about: str


class Table(NamedTuple):
    """A table of a collection."""

    name: str
    about: str
    columns: tuple[Column, ...]


@cache
def sql(name: str) -> str:
    """The file ``name``.sql of this room."""
    return files("runut.store").joinpath(f"{name}.sql").read_text(encoding="utf-8")


@cache
def tables(name: str = "schema") -> tuple[Table, ...]:
    """The tables that ``schema.sql`` (or ``links.sql``) makes."""
    return tuple(_tables(sql(name)))


def _tables(text: str) -> Iterator[Table]:
    for found in TABLE.finditer(text):
        columns = tuple(Column(*column.groups()) for column in COLUMN.finditer(found["columns"]))
        yield Table(found["name"], found["about"], columns)


@cache
def record_structure() -> str:
    """A record's type as DuckDB's ``from_json`` wants it; a field that an older record lacks becomes null."""
    return json.dumps(_structure(msgspec.inspect.type_info(Record)))


PLAIN: dict[type, str] = {
    msgspec.inspect.StrType: "VARCHAR",
    msgspec.inspect.EnumType: "VARCHAR",
    msgspec.inspect.IntType: "BIGINT",
    msgspec.inspect.FloatType: "DOUBLE",
    msgspec.inspect.BoolType: "BOOLEAN",
    msgspec.inspect.DictType: "MAP(VARCHAR, VARCHAR)",
}


def _structure(kind: msgspec.inspect.Type) -> Any:
    match kind:
        case msgspec.inspect.StructType(array_like=True):
            return ["BIGINT"]
        case msgspec.inspect.StructType(fields=fields):
            return {field.encode_name: _structure(field.type) for field in fields}
        case msgspec.inspect.VarTupleType(item_type=item) | msgspec.inspect.ListType(item_type=item):
            return [_structure(item)]
        case msgspec.inspect.UnionType(types=options):
            return _structure(next(one for one in options if not isinstance(one, msgspec.inspect.NoneType)))
        case _:
            return PLAIN.get(type(kind), "JSON")
