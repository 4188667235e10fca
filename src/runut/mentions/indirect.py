"""Indirect speech: the clauses that words of saying introduce."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from runut.lexicon.cues import Content, CuePlace, CueVerb, SourceCueKind, cue_verbs, source_cues, speech_words
from runut.mentions.marks import Stretch
from runut.mentions.speakers import Draft, Sentence, Speakers, tokens_at
from runut.model import QuoteKind, Span

__all__ = ["after_dateline", "indirect_speech"]

WORD = re.compile(r"\w+(?:-\w+)*")
FEWEST_WORDS = 3
MOSTLY = 0.6  # of an indirect content that a direct quotation fills: then it is that quotation
LONGEST_DETOUR = 8  # words between cue and bahwa: mengumumkan pada 15 Mei lalu bahwa
TRAILING = " \t\n.!?,;:"
PREDICATES = frozenset({"VERB", "AUX"})
BARRIERS = frozenset({"ADP", "SCONJ", "CCONJ"})
UNSUBJECTED = frozenset({"VERB", "AUX", "ADJ"})
GOING_ON = frozenset({"dan", "serta", "sambil", "sembari", "seraya"})
JOINT = re.compile(r",|\b(?:dan|serta|sambil|sembari|seraya|tapi|tetapi|namun)\b")
DATELINE = re.compile(r"\s(?:[-–—]+\s?)+\s")
LONGEST_DATELINE = 50  # characters: CNN Indonesia, Kuala Lumpur -
ASIDES = re.compile(
    r",?\s+(?:seperti|sebagaimana)\s+(?:yang\s+)?di(?:beritakan|kabarkan|katakan|kutip|lansir|laporkan|sampaikan|tulis)\b"
    r"|,\s*(?:mengutip|dikutip|dilansir|melansir)\b"
    r"|,?\s+(?:tapi|tetapi|namun)\s+(?:enggan|menolak|tidak\s+mem\w+\s+(?:rinci|lebih)|belum\s+me)",
    re.IGNORECASE,
)


def indirect_speech(doc: Doc, speakers: Speakers, stretches: Sequence[Stretch]) -> Iterator[Draft]:
    """The indirect quotations of a report, sentence by sentence; cues between quotation marks do not count."""
    for tokens in doc.sents:
        sentence = Sentence(doc, speakers.text, tokens.start_char, tokens.end_char)
        yield from _in_sentence(sentence, speakers, stretches)


def _in_sentence(sentence: Sentence, speakers: Speakers, stretches: Sequence[Stretch]) -> list[Draft]:
    """The drafts of one sentence: each is cut short where the clause of a later one begins."""
    text = sentence.text
    cues = [
        match
        for match in _cue_pattern().finditer(text, sentence.start_char, sentence.end_char)
        if not any(match.start() >= s.outer.start and match.end() <= s.outer.end for s in stretches)
    ]
    taken: list[Draft] = []
    following: int | None = None
    for match in reversed(cues):
        draft = READERS[cue_verbs()[match["cue"].lower()].place](sentence, match, speakers, following)
        if draft is None or _is_direct(draft.content, match.start(), stretches):
            continue
        if not text[: match.start()].rstrip().endswith("yang"):
            following = match.start()
        taken = [other for other in taken if not _same_words(draft, other)]
        taken.append(draft)
    return taken[::-1]


def _is_direct(content: Span, cue: int, stretches: Sequence[Stretch]) -> bool:
    """Whether the content is in truth a direct quotation with its marks, or reaches over one from its start."""
    return any(
        s.outer.start < content.start < s.outer.end
        or (content.end <= cue and s.outer.start <= content.start + 1)
        or (s.outer.start <= content.start + 1 and _length(s.content) > _length(content) * MOSTLY)
        for s in stretches
        if s.outer.overlaps(content)
    )


def _length(span: Span) -> int:
    return span.end - span.start


def _same_words(draft: Draft, other: Draft) -> bool:
    """Whether two drafts claim mostly the same words: the cue in front wins over *menurut* at the end."""
    common = min(draft.content.end, other.content.end) - max(draft.content.start, other.content.start)
    return common * 2 > max(_length(draft.content), _length(other.content))


@cache
def _cue_pattern() -> re.Pattern[str]:
    forms = sorted(cue_verbs(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?P<cue>{'|'.join(forms)})(?P<nya>nya)?(?![\w-])", re.IGNORECASE)


def _before(sentence: Sentence, match: re.Match[str], speakers: Speakers, following: int | None) -> Draft | None:
    """*Presiden mengatakan (bahwa) ...*."""
    cue = cue_verbs()[match["cue"].lower()]
    doc = sentence.doc
    if not _is_uttered(sentence, match.start()):
        return None
    start, marked = _content_start(sentence, match.end())
    if cue.content is Content.MARKED and not marked:
        return None
    content = _content(sentence, start, following)
    if content is None or not _is_said(sentence, content, cue, marked=marked):
        return None
    token = tokens_at(doc, match.start(), match.end())[0]
    phrase = None
    if not _goes_on(sentence, match.start()):
        phrase = speakers.before(token, after_dateline(sentence)) or _left_phrase(sentence, match.start(), speakers)
    return Draft(content, QuoteKind.INDIRECT, Span(*match.span()), phrase)


def _is_uttered(sentence: Sentence, offset: int) -> bool:
    """Whether the cue before which ``offset`` stands has been uttered, and not only planned or withheld."""
    before = WORD.findall(sentence.text[sentence.start_char : offset])
    return not before or before[-1].lower() not in speech_words("unsaid")


def _passive(sentence: Sentence, match: re.Match[str], speakers: Speakers, following: int | None) -> Draft | None:
    """*Dikatakan Kapolda bahwa ...; Anang disebutnya sudah mengaku*."""
    text = sentence.text
    before = text[sentence.start_char : match.start()].split()
    if before and before[-1].lower() in speech_words("relatives"):
        return None
    if match["nya"]:
        start, _ = _content_start(sentence, match.end())
        content = _content(sentence, start, following)
        pronoun = Span(match.end() - len("nya"), match.end())
        return None if content is None else Draft(content, QuoteKind.INDIRECT, Span(*match.span()), pronoun)
    bahwa = re.compile(r"\s+bahwa\s+").search(text, match.end(), sentence.end_char)
    if bahwa is None or len(WORD.findall(text[match.end() : bahwa.start()])) > LONGEST_DETOUR:
        return None
    content = _content(sentence, bahwa.end(), following)
    phrase = speakers.without_opening(Span(match.end(), bahwa.start()))
    if content is None or phrase is None:
        return None
    return Draft(content, QuoteKind.INDIRECT, Span(*match.span()), phrase)


def _preposition(sentence: Sentence, match: re.Match[str], speakers: Speakers, following: int | None) -> Draft | None:
    """*Menurut Kapolda, ...; ..., menurut saksi mata*."""
    phrase = Span(match.end() - len("nya"), match.end()) if match["nya"] else speakers.after(match.end())
    if phrase is None or phrase.end > sentence.end_char or _names_no_speaker(sentence.text[phrase.start : phrase.end]):
        return None
    content = _content(sentence, _skip_asides(sentence, phrase.end), following)
    if content is None or not _is_clause(sentence, content):
        content = _content(sentence, sentence.start_char, match.start())
    if content is None or not _is_clause(sentence, content):
        return None
    return Draft(content, QuoteKind.INDIRECT, Span(*match.span()), phrase)


def _is_clause(sentence: Sentence, content: Span) -> bool:
    """Whether ``content`` has a predicate, or starts with one (*yang menurut Israel telah dibunuh*)."""
    first = WORD.search(sentence.text, content.start)
    subjectless = first is not None and first.group().lower() in speech_words("subjectless")
    return subjectless or _has_predicate(sentence.doc, content)


def _after(sentence: Sentence, match: re.Match[str], speakers: Speakers, following: int | None) -> Draft | None:
    """*Hal itu, kata dia, ...; ..., ujar Menteri*: the longest stretch beside the cue."""
    text = sentence.text
    before = text[sentence.start_char : match.start()].rstrip()
    if before and not before.endswith((",", "–", "-")) and before.split()[-1].lower() not in speech_words("turns"):
        return None
    phrase = Span(match.end() - len("nya"), match.end()) if match["nya"] else speakers.after(match.end())
    if phrase is None or not (speakers.is_pronoun(phrase) or re.search(r"[A-Z]", text[phrase.start : phrase.end])):
        return None
    right = _content(sentence, _skip_asides(sentence, max(phrase.end, match.end())), following)
    opening = _after_turn(sentence)
    left = _content(sentence, opening, match.start()) if opening < match.start() else None
    spans = [span for span in (left, right) if span is not None and _has_predicate(sentence.doc, span)]
    if not spans:
        return None
    longest = max(spans, key=lambda span: span.end - span.start)
    return Draft(longest, QuoteKind.INDIRECT, Span(*match.span()), phrase)


READERS = {
    CuePlace.BEFORE: _before,
    CuePlace.AFTER: _after,
    CuePlace.PASSIVE: _passive,
    CuePlace.PREPOSITION: _preposition,
}


def _after_turn(sentence: Sentence) -> int:
    """The sentence's start, past a leading *Namun,* or the like."""
    match = re.compile(r"\w+,?\s+").match(sentence.text, sentence.start_char)
    turns = speech_words("turns")
    return match.end() if match and match.group().strip(" ,").lower() in turns else sentence.start_char


def _skip(text: str, offset: int) -> int:
    """Past blanks and a comma or colon."""
    match = re.compile(r"\s*[,:]?\s*").match(text, offset)
    return match.end() if match else offset


def _content_start(sentence: Sentence, offset: int) -> tuple[int, bool]:
    """Where what is said starts after a cue, and whether *bahwa*, a comma or a colon marks it."""
    text = sentence.text
    words = list(WORD.finditer(text, offset, sentence.end_char))[: LONGEST_DETOUR + 1]
    for word in words:
        if "," in text[offset : word.start()] and word is not words[0]:
            break
        if word.group().lower() in speech_words("complementizers"):
            conditional = word.group().lower() != "bahwa" and "," in text[word.end() : sentence.end_char]
            return (word.start() if conditional else _skip(text, word.end())), True
    start = _skip(text, offset)
    return start, "," in text[offset:start] or ":" in text[offset:start]


def _content(sentence: Sentence, start: int, following: int | None) -> Span | None:
    """The said clause from ``start`` to the end of the sentence, an aside, or the clause of the next cue."""
    text = sentence.text
    end = sentence.end_char
    if following is not None and following > start:
        end = _joint_before(text, start, following, end)
    aside = ASIDES.search(text, start, end)
    end = aside.start() if aside else end
    piece = text[start:end].rstrip(TRAILING)
    if len(WORD.findall(piece)) < FEWEST_WORDS:
        return None
    return Span(start, start + len(piece))


def _joint_before(text: str, start: int, following: int, limit: int) -> int:
    """The last comma or conjunction before the next cue, where its own clause begins; without one, ``limit``."""
    joints = [joint.start() for joint in JOINT.finditer(text, start, following)]
    return joints[-1] if joints else limit


def _is_said(sentence: Sentence, content: Span, cue: CueVerb, *, marked: bool) -> bool:
    """Whether the words after a cue are what was said, and not merely its object (*menjelaskan alasan*)."""
    first = WORD.search(sentence.text, content.start)
    if first is None or first.group().lower() in speech_words("empty_contents"):
        return False
    if marked or cue.content is Content.ANY or first.group().lower() in speech_words("subjectless"):
        return True
    if first.group().lower().removesuffix("nya") in speech_words("objects_of_saying"):
        return False
    opening = tokens_at(sentence.doc, *first.span())[0]
    return (opening.pos_ not in UNSUBJECTED or opening.text[0].isupper()) and _has_predicate(sentence.doc, content)


def _has_predicate(doc: Doc, content: Span) -> bool:
    """Whether a subject and a predicate stand in ``content``: a verb outside its relative and purpose clauses."""
    tokens = _unquoted(tokens_at(doc, content.start, content.end))
    owed = False  # a relative pronoun or subordinator still waits for its verb
    for before, token in pairwise(tokens):
        if before.lower_ in speech_words("subordinators"):
            owed = True
        if not owed and token.lower_ in speech_words("predicate_signs"):
            return True
        if token.pos_ not in PREDICATES or before.pos_ in BARRIERS:
            continue
        if not owed:
            return True
        owed = token.pos_ == "AUX"
    return False


def _unquoted(tokens: Tokens) -> list[Token]:
    """The tokens outside quotation marks: a quoted predicate is no predicate of the clause around it."""
    outside, quoted = [], False
    for token in tokens:
        if token.is_quote:
            quoted = not quoted
        elif not quoted and not token.is_space:
            outside.append(token)
    return outside


def _skip_asides(sentence: Sentence, offset: int) -> int:
    """Past the comma parts without a predicate that follow a speaker (*, Kamis (12/5),*)."""
    text = sentence.text
    start = _skip(text, offset)
    while (comma := text.find(",", start, sentence.end_char)) != -1:
        part = Span(start, comma)
        if comma > start and _has_predicate(sentence.doc, part):
            return start
        rest = Span(_skip(text, comma), sentence.end_char)
        if rest.end <= rest.start or not _has_predicate(sentence.doc, rest):
            return start
        start = rest.start
    return start


def _goes_on(sentence: Sentence, offset: int) -> bool:
    """Whether a cue continues one before it in the sentence (*..., dan mengatakan bahwa*): its speaker goes on."""
    before = sentence.text[sentence.start_char : offset].rstrip()
    if not before.endswith(",") and (not before or before.split()[-1].lower() not in GOING_ON):
        return False
    return _cue_pattern().search(before) is not None


def after_dateline(sentence: Sentence) -> int:
    """The offset where a sentence starts, past a dateline (*Jakarta - ...*)."""
    start = sentence.start_char
    dash = DATELINE.search(sentence.text, start, min(sentence.end_char, start + LONGEST_DATELINE))
    return dash.end() if dash else start


def _left_phrase(sentence: Sentence, offset: int, speakers: Speakers) -> Span | None:
    """The words before a cue whose subject the parse does not show, without a dateline and without asides."""
    start = after_dateline(sentence)
    piece = sentence.text[start:offset].rstrip()
    phrase = speakers.without_opening(Span(start, start + len(piece))) if piece else None
    if phrase is None or not piece.endswith(","):
        return phrase
    comma = sentence.text.find(",", phrase.start, phrase.end)
    return Span(phrase.start, comma) if comma > phrase.start else phrase


def _names_no_speaker(words: str) -> bool:
    """Whether *menurut* names a norm (*rencana, ketentuan*) or an unnamed report rather than somebody who speaks."""
    lower = words.lower().strip()
    first = lower.split()[0] if lower else ""
    return first in source_cues(SourceCueKind.NORM) or lower in {"laporan", "kabar"}
