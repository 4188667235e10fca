-- Rows of the tables from `staged`: one row a report, its record unpacked into columns.
-- Names and sentences are found by joins: carrying a report's lists along to each of its rows made it ten times slower.

CREATE OR REPLACE TEMP MACRO cut(whole, a, b) AS substr(whole, a + 1, b - a);
CREATE OR REPLACE TEMP MACRO first_day(iso) AS CASE
    WHEN regexp_matches(iso, '^\d{4}-\d{2}-\d{2}') THEN try_cast(left(iso, 10) AS DATE)
    WHEN regexp_matches(iso, '^\d{4}-W\d{2}$') THEN try_strptime(iso || '-1', '%G-W%V-%u')::DATE
    WHEN regexp_matches(iso, '^\d{4}-\d{2}$') THEN try_cast(iso || '-01' AS DATE)
    WHEN regexp_matches(iso, '^\d{4}$') THEN try_cast(iso || '-01-01' AS DATE)
END;
CREATE OR REPLACE TEMP MACRO precision_of(iso) AS CASE
    WHEN regexp_matches(iso, '^\d{4}-\d{2}-\d{2}') THEN 'day'
    WHEN regexp_matches(iso, '^\d{4}-W\d{2}$') THEN 'week'
    WHEN regexp_matches(iso, '^\d{4}-\d{2}$') THEN 'month'
    WHEN regexp_matches(iso, '^\d{4}$') THEN 'year'
END;

-- Words as they are searched for: small letters and figures, one space before each. A code in its signs is no word.
CREATE OR REPLACE TEMP MACRO spaced(text) AS ' ' || trim(regexp_replace(lower(text), '[^\p{L}\p{N}]+', ' ', 'g'));
CREATE OR REPLACE TEMP MACRO marked(code) AS coalesce(' =' || code || '=', '');

INSERT INTO articles
SELECT number, article_id, article.outlet, article.title, article.url, article.authors, article.published,
    first_day(article.published), article.dateline, article.language, text, len(events), warnings,
    found_at, fingerprint, model, lexicon, program, added
FROM staged WHERE text IS NOT NULL ORDER BY number;

INSERT INTO failures
SELECT number, found_at, reason, id, added FROM staged WHERE text IS NULL ORDER BY number;

CREATE OR REPLACE TEMP TABLE new_sentences AS
SELECT number, article_id, position, span[1] AS start_char, span[2] AS end_char
FROM (SELECT number, article_id, sentences FROM staged), unnest(sentences) WITH ORDINALITY AS found(span, position);

INSERT INTO sentences SELECT article_id, position, start_char, end_char FROM new_sentences ORDER BY number, position;

CREATE OR REPLACE TEMP TABLE new_entities AS
SELECT number, position, article_id || '#' || e.id AS id, article_id, e
FROM (SELECT number, article_id, entities FROM staged), unnest(entities) WITH ORDINALITY AS found(e, position);

INSERT INTO entities
SELECT id, article_id, e.type, e.name, e.code, e.sectors, e.role, e.identifiers,
    list_transform(e.mentions, lambda m: {'start_char': m[1], 'end_char': m[2]})
FROM new_entities ORDER BY number, position;

CREATE OR REPLACE TEMP TABLE names AS SELECT id, e.name AS name FROM new_entities;

INSERT INTO timexes
SELECT article_id || '#' || t.id, article_id, t.type, t.value, cut(text, t.start, t."end"), t.start, t."end"
FROM (SELECT number, article_id, text, timexes FROM staged), unnest(timexes) WITH ORDINALITY AS found(t, position)
ORDER BY number, position;

CREATE OR REPLACE TEMP TABLE new_places AS
SELECT number, position, article_id || '#' || p.id AS id, article_id, p
FROM (SELECT number, article_id, places FROM staged), unnest(places) WITH ORDINALITY AS found(p, position);

INSERT INTO places
SELECT id, article_id, p.name, p.country, p.lat, p.lon, p.geonames, p.start, p."end"
FROM new_places ORDER BY number, position;

INSERT INTO quotes
SELECT article_id, position, q.kind, article_id || '#' || q.speaker, coalesce(names.name, q.speaker_text),
    cut(text, q.start, q."end"), q.start, q."end"
FROM (SELECT number, article_id, text, quotes FROM staged), unnest(quotes) WITH ORDINALITY AS found(q, position)
LEFT JOIN names ON names.id = article_id || '#' || q.speaker
ORDER BY number, position;

INSERT INTO statements
SELECT article_id, position, article_id || '#' || s.subject, names.name, s.predicate, s.object,
    article_id || '#' || s.object_entity, s.date, s.status, s.certainty, s.start, s."end"
FROM (SELECT number, article_id, statements FROM staged), unnest(statements) WITH ORDINALITY AS found(s, position)
LEFT JOIN names ON names.id = article_id || '#' || s.subject
ORDER BY number, position;

CREATE OR REPLACE TEMP TABLE new_events AS
SELECT number, position AS event_position, article_id, article_id || '#' || e.id AS event_id, e, text, reported
FROM (SELECT number, article_id, text, first_day(article.published) AS reported, events FROM staged),
    unnest(events) WITH ORDINALITY AS found(e, position);

CREATE OR REPLACE TEMP TABLE new_participants AS
SELECT number, event_position, 'actor' AS role, position, event_id, article_id, p
FROM (SELECT number, event_position, event_id, article_id, e.actors AS actors FROM new_events),
    unnest(actors) WITH ORDINALITY AS found(p, position)
UNION ALL
SELECT number, event_position, 'recipient', position, event_id, article_id, p
FROM (SELECT number, event_position, event_id, article_id, e.recipients AS recipients FROM new_events),
    unnest(recipients) WITH ORDINALITY AS found(p, position);

INSERT INTO participants
SELECT event_id, article_id, number, role, position, article_id || '#' || p.entity, coalesce(names.name, p.text),
    p.text, p.code, p.sectors, p.start, p."end"
FROM new_participants LEFT JOIN names ON names.id = article_id || '#' || p.entity
ORDER BY number, event_position, role, position;

CREATE OR REPLACE TEMP TABLE new_mentions AS
SELECT number, event_position, event_id, article_id, position, m.start AS start_char, m."end" AS end_char,
    cut(text, m.start, m."end") AS words
FROM (SELECT number, event_position, event_id, article_id, text, e.mentions AS mentions FROM new_events),
    unnest(mentions) WITH ORDINALITY AS found(m, position);

INSERT INTO mentions
SELECT event_id, n.article_id, n.number, n.position, s.position, n.start_char, n.end_char, words
FROM new_mentions AS n
ASOF LEFT JOIN new_sentences AS s ON s.article_id = n.article_id AND n.start_char >= s.start_char
ORDER BY n.number, event_position, n.position;

CREATE OR REPLACE TEMP TABLE new_sources AS
SELECT number, event_position, event_id, article_id, position, s
FROM (SELECT number, event_position, event_id, article_id, e.sources AS sources FROM new_events),
    unnest(sources) WITH ORDINALITY AS found(s, position);

INSERT INTO sources
SELECT event_id, article_id, number, position, s.kind, s.name, article_id || '#' || s.entity, s.start, s."end"
FROM new_sources ORDER BY number, event_position, position;

CREATE OR REPLACE TEMP TABLE new_words AS
SELECT event_id, string_agg(told, '' ORDER BY position) FILTER (role = 'actor') AS actor,
    string_agg(told, '' ORDER BY position) FILTER (role = 'recipient') AS recipient,
    string_agg(told, '' ORDER BY position) FILTER (role = 'source') AS source
FROM (
    SELECT event_id, role, position, spaced(concat_ws(' ', names.name, p.text)) || marked(p.code)
        || coalesce(array_to_string(list_transform(p.sectors, lambda sector: marked(sector)), ''), '') AS told
    FROM new_participants LEFT JOIN names ON names.id = article_id || '#' || p.entity
    UNION ALL
    SELECT event_id, 'source', position, spaced(concat_ws(' ', names.name, s.name))
    FROM new_sources LEFT JOIN names ON names.id = article_id || '#' || s.entity
)
GROUP BY event_id;

INSERT INTO events
SELECT n.event_id, n.article_id, n.number, e.type, e.mode, e.contexts, e.status, e.certainty, e.date,
    first_day(e.date), precision_of(e.date), reported, e.place.name, e.place.country, new_places.id, p.lat, p.lon, p.geonames,
    coalesce(actors.name, e.actors[1].text), e.actors[1].code, e.actors[1].sectors,
    coalesce(recipients.name, e.recipients[1].text), e.recipients[1].code, e.recipients[1].sectors,
    e.quad, e.score, e.cameo, e.confidence, n.article_id || '#' || e.timex, s.position,
    e.evidence.start, e.evidence."end", cut(text, e.evidence.start, e.evidence."end"), e.why,
    words.actor, words.recipient, words.source
FROM new_events AS n
LEFT JOIN new_words AS words ON words.event_id = n.event_id
LEFT JOIN new_places ON new_places.id = n.article_id || '#' || e.place.place
LEFT JOIN names AS actors ON actors.id = n.article_id || '#' || e.actors[1].entity
LEFT JOIN names AS recipients ON recipients.id = n.article_id || '#' || e.recipients[1].entity
ASOF LEFT JOIN new_sentences AS s ON s.article_id = n.article_id AND n.e.evidence.start >= s.start_char
ORDER BY n.number, event_position;
