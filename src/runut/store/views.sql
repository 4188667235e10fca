-- Views over the tables, made whenever a collection is opened.

CREATE MACRO day_number(day) AS (year(day) * 10000 + month(day) * 100 + day(day))::INTEGER;

CREATE VIEW witnesses AS -- One row an event, with the report and its outlet.
SELECT events.*, articles.outlet, articles.published, articles.title, articles.url
FROM events JOIN articles ON articles.id = events.article_id;

CREATE VIEW texts AS -- One row a text, with everyone who printed it.
SELECT text_id, count(*) AS articles, count(DISTINCT outlet) AS outlets, list(DISTINCT outlet ORDER BY outlet) AS outlet_names,
    min(day) AS first_day, max(day) AS last_day
FROM copies JOIN articles ON articles.id = copies.article_id GROUP BY text_id;

CREATE VIEW one_a_day AS -- The one-a-day filter of older event data: an event type between two codes counts once a day.
SELECT day, type, actor_code, recipient_code, count(*) AS events, count(DISTINCT article_id) AS articles,
    min(id) AS first_event
FROM events WHERE status = 'actual' AND day IS NOT NULL
GROUP BY ALL;

CREATE VIEW gdelt_events AS -- Events under GDELT 2.0's column names; the export `gdelt` has every column, these are those one asks for.
SELECT
    (hash(e.id) >> 1)::BIGINT AS GLOBALEVENTID,
    day_number(coalesce(e.day, e.reported)) AS SQLDATE,
    day_number(coalesce(e.day, e.reported)) // 100 AS MonthYear,
    year(coalesce(e.day, e.reported)) AS "Year",
    e.actor AS Actor1Name, e.actor_code AS Actor1CountryCode, cameo_sector(e.actor_sectors[1]) AS Actor1Type1Code,
    cameo_sector(e.actor_sectors[2]) AS Actor1Type2Code,
    e.recipient AS Actor2Name, e.recipient_code AS Actor2CountryCode,
    cameo_sector(e.recipient_sectors[1]) AS Actor2Type1Code, cameo_sector(e.recipient_sectors[2]) AS Actor2Type2Code,
    (e.sentence = 1)::TINYINT AS IsRootEvent,
    e.cameo AS EventCode, left(e.cameo, 3) AS EventBaseCode, left(e.cameo, 2) AS EventRootCode,
    e.quad AS QuadClass, e.score AS GoldsteinScale,
    coalesce(i.events, 1) AS NumMentions, coalesce(i.outlets, 1) AS NumSources, coalesce(i.articles, 1) AS NumArticles,
    e.place AS ActionGeo_FullName, e.lat AS ActionGeo_Lat, e.lon AS ActionGeo_Long,
    e.geonames::VARCHAR AS ActionGeo_FeatureID,
    strftime(a.added::TIMESTAMP, '%Y%m%d%H%M%S')::BIGINT AS DATEADDED, coalesce(a.url, a.id) AS SOURCEURL
FROM events AS e
JOIN articles AS a ON a.id = e.article_id
LEFT JOIN incident_events AS one ON one.event_id = e.id
LEFT JOIN incidents AS i ON i.id = one.incident_id
WHERE e.status = 'actual' AND (i.id IS NULL OR i.id = e.id);

CREATE VIEW gdelt_mentions AS -- Mentions under GDELT 2.0's column names; offsets are those of the Indonesian text.
SELECT
    (hash(coalesce(one.incident_id, m.event_id)) >> 1)::BIGINT AS GLOBALEVENTID,
    strftime(a.day, '%Y%m%d000000')::BIGINT AS MentionTimeDate,
    1 AS MentionType, a.outlet AS MentionSourceName, coalesce(a.url, a.id) AS MentionIdentifier, m.sentence AS SentenceID,
    coalesce(actor.start_char, -1) AS Actor1CharOffset, coalesce(recipient.start_char, -1) AS Actor2CharOffset,
    m.start_char AS ActionCharOffset, 1 AS InRawText,
    greatest(10, (round(coalesce(e.confidence, 1) * 10) * 10)::INTEGER) AS Confidence, length(a.text) AS MentionDocLen
FROM mentions AS m
JOIN events AS e ON e.id = m.event_id
JOIN articles AS a ON a.id = m.article_id
LEFT JOIN incident_events AS one ON one.event_id = e.id
LEFT JOIN participants AS actor ON actor.event_id = e.id AND actor.role = 'actor' AND actor.position = 1
LEFT JOIN participants AS recipient ON recipient.event_id = e.id AND recipient.role = 'recipient' AND recipient.position = 1;
