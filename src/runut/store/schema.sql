-- The tables of a collection. docs/store.md is generated from this file: the comment beside a name says what it is.
-- Raise SCHEMA_VERSION in schema.py with every change; an index of another version is then built anew from the shards.

CREATE TABLE articles ( -- One row a report.
    number BIGINT, -- The report's place in the collection: it never changes, and orders reports as they came in.
    id VARCHAR, -- Given with the input, else a digest of title and text; unique in the collection.
    outlet VARCHAR, -- Who published it, where known.
    title VARCHAR, -- The headline.
    url VARCHAR, -- Its address.
    authors VARCHAR[], -- Bylines.
    published VARCHAR, -- Date or date-time as ISO 8601, as precise as the input says.
    day DATE, -- The day of publication.
    dateline VARCHAR, -- The place at the head of the text.
    language VARCHAR, -- ISO 639-1.
    text VARCHAR, -- The body. Every start_char and end_char counts its characters from 0, the end not included.
    events INTEGER, -- How many events were found.
    warnings VARCHAR[], -- What had to be guessed.
    found_at VARCHAR, -- The input that it came from: path, path:line or address.
    fingerprint UBIGINT, -- Digest of everything given with the input.
    model VARCHAR, -- The language model and coding weights that read it.
    lexicon VARCHAR, -- The lexicon that read it.
    program VARCHAR, -- The program that read it.
    added VARCHAR -- When it was read, UTC.
);

CREATE TABLE sentences ( -- One row a sentence.
    article_id VARCHAR, -- Its report.
    sentence INTEGER, -- Its place in the report, from 1.
    start_char INTEGER, -- Where it begins.
    end_char INTEGER -- Where it ends.
);

CREATE TABLE entities ( -- One row a person, organisation, place or group of a report.
    id VARCHAR, -- article_id#e1: unique in the collection.
    article_id VARCHAR, -- Its report.
    type VARCHAR, -- PER ORG GPE LOC GRP MISC.
    name VARCHAR, -- Its fullest name.
    code VARCHAR, -- Country as ISO 3166-1 alpha-3, or the code of an international body.
    sectors VARCHAR[], -- PLOVER's sectors, such as GOV, MIL.
    role VARCHAR, -- Office or description, such as presiden.
    identifiers MAP(VARCHAR, VARCHAR), -- Identifiers elsewhere, such as wikidata.
    mentions STRUCT(start_char INTEGER, end_char INTEGER)[] -- All its mentions, pronouns included.
);

CREATE TABLE events ( -- One row an event of a report; the same event in other reports is another row, see incidents.
    id VARCHAR, -- article_id#v1: unique in the collection.
    article_id VARCHAR, -- Its report.
    report BIGINT, -- The number of its report: found and joined by it sooner than by article_id.
    type VARCHAR, -- PLOVER event type.
    mode VARCHAR, -- PLOVER mode.
    contexts VARCHAR[], -- PLOVER contexts.
    status VARCHAR, -- actual negated future hypothetical.
    certainty VARCHAR, -- certain probable possible.
    date VARCHAR, -- ISO 8601, as precise as the report tells.
    day DATE, -- The first day of date.
    precision VARCHAR, -- What date tells: day week month year.
    reported DATE, -- The day on which its report was published.
    place VARCHAR, -- Where, as the report names it.
    country VARCHAR, -- The place's country, ISO 3166-1 alpha-3.
    place_id VARCHAR, -- Row of places.
    lat DOUBLE, -- The place's degrees north, WGS 84.
    lon DOUBLE, -- The place's degrees east.
    geonames BIGINT, -- The place's GeoNames id.
    actor VARCHAR, -- The first actor's fullest name; all of them are in participants.
    actor_code VARCHAR, -- The first actor's code.
    actor_sectors VARCHAR[], -- The first actor's sectors.
    recipient VARCHAR, -- The first recipient's fullest name.
    recipient_code VARCHAR, -- The first recipient's code.
    recipient_sectors VARCHAR[], -- The first recipient's sectors.
    quad TINYINT, -- 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    score DOUBLE, -- From conflict (-10) to cooperation (10).
    cameo VARCHAR, -- CAMEO code, a text: zeros in front count.
    confidence DOUBLE, -- How sure the program is that this is an event of the type, 0 to 1.
    timex_id VARCHAR, -- Row of timexes that tells the date.
    sentence INTEGER, -- The sentence of the evidence, from 1.
    start_char INTEGER, -- Where the evidence begins.
    end_char INTEGER, -- Where the evidence ends.
    evidence VARCHAR, -- The sentence that tells it.
    why VARCHAR[], -- What decided each part.
    actor_words VARCHAR, -- To search: each actor's name and words in small letters, a space before each, and its =CODE= and =SECTORS=.
    recipient_words VARCHAR, -- The same of the recipients.
    source_words VARCHAR -- The same of everyone who vouches for it: names.
);

CREATE TABLE participants ( -- One row an actor or recipient of an event.
    event_id VARCHAR, -- Its event.
    article_id VARCHAR, -- Its report.
    report BIGINT, -- The number of its report: found and joined by it sooner than by article_id.
    role VARCHAR, -- actor or recipient.
    position INTEGER, -- Its place among those of its role, from 1.
    entity_id VARCHAR, -- Row of entities.
    name VARCHAR, -- The entity's fullest name, else the text.
    text VARCHAR, -- The words that name it best.
    code VARCHAR, -- As in entities.
    sectors VARCHAR[], -- As in entities.
    start_char INTEGER, -- Where the words begin.
    end_char INTEGER -- Where the words end.
);

CREATE TABLE mentions ( -- One row a mention of an event in its report; the best stands first.
    event_id VARCHAR, -- Its event.
    article_id VARCHAR, -- Its report.
    report BIGINT, -- The number of its report: found and joined by it sooner than by article_id.
    position INTEGER, -- Its place, from 1.
    sentence INTEGER, -- Its sentence, from 1.
    start_char INTEGER, -- Where it begins.
    end_char INTEGER, -- Where it ends.
    text VARCHAR -- The words.
);

CREATE TABLE sources ( -- One row for everyone who vouches for an event; the nearest stands first.
    event_id VARCHAR, -- Its event.
    article_id VARCHAR, -- Its report.
    report BIGINT, -- The number of its report: found and joined by it sooner than by article_id.
    position INTEGER, -- Its place, from 1.
    kind VARCHAR, -- person organization outlet document unnamed.
    name VARCHAR, -- As the report names it.
    entity_id VARCHAR, -- Row of entities, where it is one.
    start_char INTEGER, -- Where the name begins.
    end_char INTEGER -- Where the name ends.
);

CREATE TABLE quotes ( -- One row a quotation.
    article_id VARCHAR, -- Its report.
    position INTEGER, -- Its place in the report, from 1.
    kind VARCHAR, -- direct or indirect.
    speaker_id VARCHAR, -- Row of entities.
    speaker VARCHAR, -- The speaker's fullest name, else the words for it.
    text VARCHAR, -- What is quoted.
    start_char INTEGER, -- Where it begins.
    end_char INTEGER -- Where it ends.
);

CREATE TABLE timexes ( -- One row a time expression.
    id VARCHAR, -- article_id#t1: unique in the collection.
    article_id VARCHAR, -- Its report.
    type VARCHAR, -- DATE TIME DURATION SET.
    value VARCHAR, -- ISO 8601 as TIMEX3 writes it; null if left open.
    text VARCHAR, -- The words.
    start_char INTEGER, -- Where it begins.
    end_char INTEGER -- Where it ends.
);

CREATE TABLE places ( -- One row a place named in a report.
    id VARCHAR, -- article_id#p1: unique in the collection.
    article_id VARCHAR, -- Its report.
    name VARCHAR, -- As the gazetteer names it.
    country VARCHAR, -- ISO 3166-1 alpha-3.
    lat DOUBLE, -- Degrees north, WGS 84.
    lon DOUBLE, -- Degrees east.
    geonames BIGINT, -- GeoNames id.
    start_char INTEGER, -- Where the name begins.
    end_char INTEGER -- Where the name ends.
);

CREATE TABLE statements ( -- One row a clause that carries no event: who does or is what.
    article_id VARCHAR, -- Its report.
    position INTEGER, -- Its place in the report, from 1.
    subject_id VARCHAR, -- Row of entities.
    subject VARCHAR, -- The subject's fullest name.
    predicate VARCHAR, -- The verb or predicate.
    object VARCHAR, -- The rest of it.
    object_id VARCHAR, -- Row of entities, where the object is one.
    date VARCHAR, -- ISO 8601.
    status VARCHAR, -- As in events.
    certainty VARCHAR, -- As in events.
    start_char INTEGER, -- Where it begins.
    end_char INTEGER -- Where it ends.
);

CREATE TABLE failures ( -- One row an input that could not be read.
    number BIGINT, -- Its place among what came in.
    found_at VARCHAR, -- Path, path:line or address.
    reason VARCHAR, -- Why, and what to do.
    article_id VARCHAR, -- The report, where it got as far as being one.
    added VARCHAR -- When it was tried, UTC.
);
