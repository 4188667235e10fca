"""Quotations: what somebody is quoted to have said, directly or indirectly, who said it, and by which cue.

A direct quotation stands between quotation marks and has three words or more. An indirect one is the
clause that a word of saying introduces (``lexicon/cue_verbs.yaml``). Both kinds are first found as
drafts with the phrase that names the speaker; phrases are then resolved in reading order, because a
quotation without a cue goes on with the last speaker.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc

from runut.lexicon.cues import CuePlace, cue_verbs
from runut.mentions.indirect import after_dateline, indirect_speech
from runut.mentions.marks import Stretch, quoted_stretches
from runut.mentions.speakers import NOBODY, Draft, Sentence, Speaker, Speakers, tokens_at
from runut.model import Entity, Quote, QuoteKind, Span

__all__ = ["find_quotes"]

WORD = re.compile(r"\w+(?:-\w+)*")
FEWEST_WORDS = 3  # the codebook's line between a quotation and a word in scare quotes
LONGEST_TITLE = 8  # words in a row with capitals: a programme or a book, not speech
LABELLED = re.compile(r"\bsebagai\s*$")
SENTENCE_END = re.compile(r"\s*(?:[.!?]|$)")


def find_quotes(doc: Doc, entities: Sequence[Entity]) -> tuple[Quote, ...]:
    """Find the quotations of a report, in the order of their first character.

    ``entities`` are the report's entities with all their mentions; a speaker who is none of them is
    given by ``speaker_text`` alone. ``cue`` is the span of the word of saying; None where the
    quotation goes on with the last speaker.
    """
    speakers = Speakers(doc, entities)
    stretches = quoted_stretches(speakers.text)
    indirect = list(indirect_speech(doc, speakers, stretches))
    direct = [draft for stretch in stretches if (draft := _direct(doc, speakers, stretch, indirect))]
    drafts = sorted(indirect + direct, key=lambda draft: (draft.content.start, -draft.content.end))
    return tuple(_resolved(doc, speakers, drafts))


def _direct(doc: Doc, speakers: Speakers, stretch: Stretch, indirect: Sequence[Draft]) -> Draft | None:
    """The direct quotation in ``stretch``, if it is one."""
    text = speakers.text
    words = WORD.findall(text[stretch.content.start : stretch.content.end])
    tokens = tokens_at(doc, stretch.content.start, stretch.content.end).sent
    sentence = Sentence(doc, text, tokens.start_char, tokens.end_char)
    after = _cue_after(text, speakers, stretch)
    cue, phrase = after or _cue_before(sentence, speakers, stretch) or (None, None)
    if len(words) < FEWEST_WORDS and not (cue and _is_label(text, stretch)):
        return None
    if after is None:
        if len(words) <= LONGEST_TITLE and all(word[0].isupper() or len(word) < FEWEST_WORDS for word in words):
            return None
        holder = next((draft for draft in indirect if stretch.content.within(draft.content)), None)
        if holder is not None:
            cue, phrase = holder.cue, holder.phrase
    return Draft(stretch.content, QuoteKind.DIRECT, cue, phrase)


def _is_label(text: str, stretch: Stretch) -> bool:
    """Whether a short stretch ends a clause *menyebut ... sebagai "..."*."""
    return bool(LABELLED.search(text, 0, stretch.outer.start) and SENTENCE_END.match(text, stretch.outer.end))


@cache
def _after_pattern() -> re.Pattern[str]:
    forms = [form for form, cue in cue_verbs().items() if cue.place is CuePlace.AFTER]
    before = [form for form, cue in cue_verbs().items() if cue.place is CuePlace.BEFORE]
    late = rf"(?P<subject>\w[^,.\"“]{{0,60}}?)\s+(?P<late>{'|'.join(before)})\b(?=\s*[.,]|\s+(?:di|pada|kepada)\b)"
    return re.compile(rf"[\s,.\"”“]*(?:(?P<cue>{'|'.join(forms)})(?P<nya>nya)?\b|{late})", re.IGNORECASE)


def _cue_after(text: str, speakers: Speakers, stretch: Stretch) -> tuple[Span, Span | None] | None:
    """Cue and speaker's phrase that follow the closing mark (*" kata Kapolda*, *" ia menambahkan*)."""
    line_end = text.find("\n", stretch.outer.end)
    match = _after_pattern().match(text, stretch.outer.end, len(text) if line_end < 0 else line_end)
    if match is None:
        return None
    if match["late"]:
        return Span(*match.span("late")), Span(*match.span("subject"))
    if match["nya"]:
        return Span(match.start("cue"), match.end()), Span(*match.span("nya"))
    return Span(*match.span("cue")), speakers.after(match.end())


@cache
def _before_pattern() -> re.Pattern[str]:
    forms = [form for form, cue in cue_verbs().items() if cue.place in {CuePlace.BEFORE, CuePlace.PASSIVE}]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?:nya)?(?![\w-])", re.IGNORECASE)


def _cue_before(sentence: Sentence, speakers: Speakers, stretch: Stretch) -> tuple[Span, Span | None] | None:
    """The last cue in the sentence before the opening mark, with its subject (*menyebutnya "..."*)."""
    start = sentence.start_char
    cues = list(_before_pattern().finditer(sentence.text, start, max(start, stretch.outer.start)))
    if not cues:
        return None
    cue = cues[-1]
    token = tokens_at(sentence.doc, cue.start(), cue.end())[0]
    phrase = speakers.before(token, after_dateline(sentence))
    return Span(*cue.span()), phrase or Span(sentence.start_char, cue.start())


def _resolved(doc: Doc, speakers: Speakers, drafts: Sequence[Draft]) -> Iterator[Quote]:
    """Quotes with their speakers; a missing or backward-pointing phrase takes the last speaker."""
    last, last_end = NOBODY, 0
    for number, draft in enumerate(drafts):
        speaker = _named(speakers, draft.phrase)
        if speakers.is_bare_title(speaker) and speakers.is_person(last):
            speaker = last
        if speaker is NOBODY:
            introduced = _introduced(doc, speakers, last_end, draft.content.start)
            # Somebody of whom the last speaker has just spoken is his subject, not the next speaker.
            if number and speakers.is_in(introduced, drafts[number - 1].content):
                introduced = NOBODY
            ahead = drafts[number + 1] if number + 1 < len(drafts) else None
            if draft.cue is None and ahead and ahead.content.start - draft.content.end < FEWEST_WORDS + 2:
                introduced = _named(speakers, ahead.phrase)
            speaker = introduced if introduced is not NOBODY else last
        if speaker is NOBODY:
            speaker = _fallback(speakers, draft)
        yield Quote(
            start=draft.content.start,
            end=draft.content.end,
            kind=draft.kind,
            speaker=speaker.entity,
            speaker_text=speaker.text,
            cue=draft.cue,
        )
        last, last_end = speaker, max(last_end, draft.content.end)


def _fallback(speakers: Speakers, draft: Draft) -> Speaker:
    """Who may speak where nobody is named: the words beside the cue, else the person mentioned last."""
    if draft.phrase is not None and not speakers.is_pronoun(draft.phrase):
        return Speaker(None, speakers.text_of(draft.phrase))
    return speakers.person_before(draft.content.start) or NOBODY


def _named(speakers: Speakers, phrase: Span | None) -> Speaker:
    """Whom ``phrase`` names; NOBODY where it is missing or only points back."""
    if phrase is None or speakers.is_pronoun(phrase):
        return NOBODY
    named = speakers.named_in(phrase)
    if speakers.points_back(phrase):
        return named if named is not None and speakers.is_person(named) and not speakers.is_new(named) else NOBODY
    return named or Speaker(None, speakers.text_of(phrase))


def _introduced(doc: Doc, speakers: Speakers, start: int, end: int) -> Speaker:
    """The person by name whose doing the sentence just before tells: the story has turned to him."""
    told = [s for s in doc.sents if start <= s.start_char and s.end_char <= end and len(s) > FEWEST_WORDS]
    if not told:
        return NOBODY
    verb = told[-1].root
    subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i), None)
    if subject is None:
        return NOBODY
    unknown = Speaker(None, subject.text) if speakers.is_unknown_name(subject) else NOBODY
    return speakers.person_at(subject.idx) or unknown
