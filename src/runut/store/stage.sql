-- Every row of some shards, its record unpacked into columns: one row a report or failure.

CREATE OR REPLACE TEMP TABLE staged AS
SELECT * EXCLUDE (r), r.article.id AS article_id, r.article.text AS text,
    struct_pack(
        outlet := r.article.outlet, title := r.article.title, url := r.article.url, authors := r.article.authors,
        published := r.article.published, dateline := r.article.dateline, language := r.article.language
    ) AS article,
    r.sentences AS sentences, r.entities AS entities, r.timexes AS timexes, r.places AS places, r.quotes AS quotes,
    r.events AS events, r.statements AS statements, r.warnings AS warnings
FROM (
    SELECT number, id, found_at, fingerprint, model, lexicon, program, added, reason, from_json(record, $structure) AS r
    FROM read_parquet($shards)
);
