"""Splitting a web archive into its records, so that one that is broken costs no other.

The library that reads a record stops at the first break, and takes one that is cut off for a whole one.
"""

import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from runut.articles.decoding import MAX_REPORT_BYTES
from runut.model import Struct

__all__ = ["Broken", "RawRecord", "split_records"]

GZIP = b"\x1f\x8b\x08"
MARK = b"WARC/1."
CHUNK = 1 << 16
LONGEST_LINE = 1 << 16
MOST_KEPT = MAX_REPORT_BYTES + (1 << 20)  # bytes of a record; what is beyond belongs to no report
FIELD = re.compile(rb"(?im)^(warc-type|warc-target-uri|content-length)[ \t]*:[ \t]*(.*?)[ \t]*\r?$")


class RawRecord(Struct, frozen=True):
    """The bytes of a response, at most as many as a report may have."""

    url: str | None
    data: bytes


class Broken(Struct, frozen=True):
    """A record that cannot be had, and why."""

    url: str | None
    reason: str


def split_records(stream: BinaryIO) -> Iterator[RawRecord | Broken]:
    """The responses in an archive, packed or not; requests and the like are passed over."""
    source = Ahead(stream)
    if not source.peek().startswith(GZIP):
        yield from _records(io.BufferedReader(source))
        return
    while source.peek():
        member = Member(source)
        found = False
        for record in _records(io.BufferedReader(member)):
            found = True
            yield record
        if member.problem is not None:
            if not found:  # else the record that ends at the break was named
                yield Broken(url=None, reason=f"holds a record that cannot be unpacked ({member.problem})")
            source.skip_to(GZIP)


class Ahead(io.RawIOBase):
    """A stream of which one can look at what comes, and to which one can give back."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self._ahead = b""

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read some."""
        data = self.peek()[: len(buffer)]
        buffer[: len(data)] = data
        self._ahead = self._ahead[len(data) :]
        return len(data)

    def peek(self) -> bytes:
        """What comes next; empty at the end."""
        if len(self._ahead) < len(GZIP):
            self._ahead += self._stream.read(CHUNK)
        return self._ahead

    def take(self) -> bytes:
        """Read what :meth:`peek` shows."""
        data, self._ahead = self.peek(), b""
        return data

    def give_back(self, data: bytes) -> None:
        """Have ``data`` come next."""
        self._ahead = data + self._ahead

    def skip_to(self, mark: bytes) -> None:
        """Pass over all before the next ``mark``."""
        while data := self.take():
            place = data.find(mark)
            if place >= 0:
                self.give_back(data[place:])
                return
            if more := self.peek():
                # the mark may lie across the edge of what was read
                self._ahead = data[-(len(mark) - 1) :] + more
                if len(self._ahead) < len(mark):
                    return


class Member(io.RawIOBase):
    """One packed part of an archive, unpacked; ``problem`` is what kept it from being whole."""

    def __init__(self, source: Ahead) -> None:
        super().__init__()
        self.problem: str | None = None
        self._whole = False
        self._source = source
        self._unpacker = zlib.decompressobj(wbits=31)
        self._packed = b""

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read some; nothing at the end of the part, be it broken."""
        while self.problem is None and not self._whole:
            self._packed = self._packed or self._source.take()
            if not self._packed:
                self.problem = "it is cut off"
                break
            try:
                data = self._unpacker.decompress(self._packed, len(buffer))
            except zlib.error as error:
                self.problem = str(error)
                # the next part may begin in what was read, but not where this one began
                self._source.give_back(self._packed[1:])
                break
            self._packed = self._unpacker.unconsumed_tail
            self._whole = self._unpacker.eof
            if self._whole:
                self._source.give_back(self._unpacker.unused_data)
            if data:
                buffer[: len(data)] = data
                return len(data)
        return 0


def _records(stream: io.BufferedReader) -> Iterator[RawRecord | Broken]:
    lost = False
    while line := stream.readline(LONGEST_LINE):
        if line.startswith(MARK):
            lost = False
            for found in _record(stream, line):
                lost = isinstance(found, Broken)  # what follows a break is not named again
                yield found
        elif line.strip() and not lost:
            lost = True
            yield Broken(url=None, reason="holds something that is no record")


def _record(stream: io.BufferedReader, first: bytes) -> Iterator[RawRecord | Broken]:
    """The record that begins with the line ``first``, if it is a response."""
    head = first
    while (line := stream.readline(LONGEST_LINE)).strip() and len(head) < MOST_KEPT:
        head += line
    fields = {match[1].lower(): match[2] for match in FIELD.finditer(head)}
    url = fields.get(b"warc-target-uri", b"").decode("utf-8", errors="replace").strip("<>") or None
    told = fields.get(b"content-length", b"")
    if not told.isdigit():
        yield Broken(url=url, reason="is a record that does not say how long it is")
        return
    length, kept = int(told), bytearray()
    is_response = fields.get(b"warc-type", b"").lower() == b"response"
    while length > 0 and (data := stream.read(min(length, CHUNK))):
        length -= len(data)
        if is_response and len(kept) < MOST_KEPT:
            kept += data
    following = stream.peek(len(MARK))[: len(MARK)]
    if length > 0 or (following and not following.startswith((b"\r\n", b"\n", MARK))):
        yield Broken(url=url, reason="is a record that is cut off")
    elif is_response:
        yield RawRecord(url=url, data=head + b"\r\n" + bytes(kept))
