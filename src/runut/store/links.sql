-- What `runut link` finds across reports. Built anew from the other tables at any time; nothing in them is changed.

CREATE TABLE copies ( -- One row a report: which text it is. A report that nobody reprints is its own text.
    article_id VARCHAR, -- The report.
    text_id VARCHAR, -- The first report with this text.
    share DOUBLE -- How much of the shorter of the two stands in the other, 0 to 1.
);

CREATE TABLE stories ( -- One row a happening that reports tell, over days.
    id VARCHAR, -- The id of its first report.
    title VARCHAR, -- The headline of its most typical report.
    first_day DATE, -- The first day of publication.
    last_day DATE, -- The last day of publication.
    articles INTEGER, -- How many reports.
    texts INTEGER, -- How many different texts.
    outlets INTEGER, -- How many outlets.
    names VARCHAR[], -- The names that tell it from other stories.
    words VARCHAR[] -- The words that tell it from other stories.
);

CREATE TABLE story_articles ( -- One row a report in its story.
    story_id VARCHAR, -- The story.
    article_id VARCHAR, -- The report.
    similarity DOUBLE -- How near to the story it was when it joined, 0 to 1; 1 for the first.
);

CREATE TABLE incidents ( -- One row an event in the world, told by one report or many.
    id VARCHAR, -- The id of the event that tells it first.
    story_id VARCHAR, -- Its story.
    type VARCHAR, -- PLOVER event type.
    mode VARCHAR, -- The mode that most reports tell.
    status VARCHAR, -- The status that most reports tell.
    date VARCHAR, -- The date that most reports tell, of the most precise ones.
    day DATE, -- Its first day.
    place VARCHAR, -- The place that most reports tell.
    country VARCHAR, -- That place's country.
    actors VARCHAR[], -- Names of the actors.
    actor_codes VARCHAR[], -- Their codes.
    recipients VARCHAR[], -- Names of the recipients.
    recipient_codes VARCHAR[], -- Their codes.
    events INTEGER, -- How many rows of events tell it.
    articles INTEGER, -- How many reports.
    texts INTEGER, -- How many different texts.
    outlets INTEGER, -- How many outlets: its witnesses.
    first_article VARCHAR, -- The report that told it first.
    first_source VARCHAR, -- Whom that report gives as the last source behind it, else its outlet.
    agreement DOUBLE, -- The share of its reports that contradict no other, 0 to 1.
    evidence VARCHAR -- The sentence of the first report.
);

CREATE TABLE incident_events ( -- One row an event of a report in its incident.
    incident_id VARCHAR, -- The incident.
    event_id VARCHAR, -- The event.
    article_id VARCHAR, -- The report.
    report BIGINT, -- Its number.
    story VARCHAR, -- The story, as in incidents.
    witnesses INTEGER -- How many outlets tell the incident, as in incidents.
);

CREATE TABLE contradictions ( -- One row for every value that a report gives where the reports of an incident differ.
    incident_id VARCHAR, -- The incident.
    field VARCHAR, -- status, date, country, or the thing counted, such as "number of demonstran".
    value VARCHAR, -- What the report says.
    event_id VARCHAR, -- The event that says it.
    article_id VARCHAR -- The report.
);
