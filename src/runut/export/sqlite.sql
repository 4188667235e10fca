-- What `runut export --to sqlite` writes. Offsets count characters (code points) of articles.text; "end" is the first
-- character behind. Lists within a cell are JSON.
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE,
    title TEXT, outlet TEXT, published TEXT, authors TEXT, url TEXT, dateline TEXT, language TEXT,
    text TEXT NOT NULL,
    warnings TEXT
);
CREATE TABLE entities (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    entity_id TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, code TEXT, sectors TEXT, role TEXT, wikidata TEXT,
    mentions TEXT
);
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    event_id TEXT NOT NULL, type TEXT NOT NULL, mode TEXT, contexts TEXT,
    actors TEXT, recipients TEXT,
    date TEXT, first_day TEXT, last_day TEXT,
    place TEXT, country TEXT, latitude REAL, longitude REAL,
    status TEXT NOT NULL, certainty TEXT NOT NULL, confidence REAL,
    quad INTEGER NOT NULL, score REAL NOT NULL, cameo TEXT NOT NULL,
    trigger TEXT NOT NULL, evidence TEXT NOT NULL, evidence_start INTEGER NOT NULL, evidence_end INTEGER NOT NULL,
    why TEXT
);
CREATE TABLE participants (
    event INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
    entity INTEGER REFERENCES entities (id) ON DELETE CASCADE,
    text TEXT NOT NULL, code TEXT, sector TEXT, sectors TEXT, start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE TABLE mentions (
    event INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE TABLE sources (
    event INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
    entity INTEGER REFERENCES entities (id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE TABLE quotes (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind TEXT NOT NULL, speaker INTEGER REFERENCES entities (id) ON DELETE CASCADE, speaker_text TEXT,
    text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    subject INTEGER REFERENCES entities (id) ON DELETE CASCADE, predicate TEXT NOT NULL, object TEXT,
    date TEXT, place TEXT, status TEXT NOT NULL, certainty TEXT NOT NULL, sources TEXT,
    text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE INDEX entities_of ON entities (article);
CREATE INDEX events_of ON events (article);
CREATE INDEX events_type ON events (type, first_day);
CREATE INDEX participants_of ON participants (event);
CREATE INDEX participants_code ON participants (code, role);
CREATE INDEX participants_entity ON participants (entity);
CREATE INDEX mentions_of ON mentions (event);
CREATE INDEX sources_of ON sources (event);
CREATE INDEX sources_entity ON sources (entity);
CREATE INDEX quotes_of ON quotes (article);
CREATE INDEX quotes_speaker ON quotes (speaker);
CREATE INDEX statements_of ON statements (article);
CREATE INDEX statements_subject ON statements (subject);

-- An event with one actor and one recipient a row; null where the report names nobody.
CREATE VIEW dyads AS
SELECT events.id, events.article, events.type, events.mode, events.status, events.certainty, events.date,
    actor.text AS actor, actor.code AS actor_code, actor.sector AS actor_sector,
    recipient.text AS recipient, recipient.code AS recipient_code, recipient.sector AS recipient_sector,
    events.evidence
FROM events
LEFT JOIN participants AS actor ON actor.event = events.id AND actor.role = 'actor'
LEFT JOIN participants AS recipient ON recipient.event = events.id AND recipient.role = 'recipient';

-- Full-text search, which Datasette finds by itself.
CREATE VIRTUAL TABLE articles_fts USING fts5 (title, text, content = articles, content_rowid = id);
CREATE VIRTUAL TABLE quotes_fts USING fts5 (text, speaker_text, content = quotes, content_rowid = id);
