-- What people said of the coding, read from corrections.jsonl whenever a collection is opened. It is no part of the index.

CREATE TABLE corrections ( -- One row a correction, the earliest first; none is ever changed or taken away.
    id VARCHAR, -- Its own.
    made VARCHAR, -- When it was made, UTC.
    corrector VARCHAR, -- Who made it.
    article_id VARCHAR, -- The report.
    event_id VARCHAR, -- The event as it is read today; null if it is read no longer, was missing, or the report is meant.
    field VARCHAR, -- verdict, a field of the event, missing (an event that was not read), or done (the report as a whole).
    old VARCHAR, -- What it was, as JSON.
    new VARCHAR, -- What it should be, as JSON.
    latest BOOLEAN, -- Whether it counts: no later one says something else of the same field, and the text is the same.
    type VARCHAR, -- The event's type, as the program told it.
    words VARCHAR, -- The words that tell the event.
    trigger_start INTEGER, -- Where these begin.
    trigger_end INTEGER, -- Where these end.
    start_char INTEGER, -- Where the evidence begins.
    end_char INTEGER, -- Where the evidence ends.
    text_digest VARCHAR -- Digest of the text in which these characters are meant.
);
