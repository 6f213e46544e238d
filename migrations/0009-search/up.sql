-- Finding by words. Each thing that can be found has a place in time: what is
-- near a moment is found by walking from there. Meetings stand in one half of
-- the numbers, all else in the other. `digest` tells what its pieces were
-- made of, so that what did not change is not indexed again.
CREATE TABLE search_place (
    place  INTEGER NOT NULL PRIMARY KEY,
    kind   TEXT    NOT NULL,
    id     BLOB    NOT NULL UNIQUE,
    digest INTEGER NOT NULL
) STRICT;

-- Which place has which piece of text: characters, syllables, initials. Only
-- that is kept, no text and no position.
CREATE VIRTUAL TABLE search_piece USING fts5(
    pieces, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);

-- A long catch-up is indexed in few and large steps.
INSERT INTO search_piece (search_piece, rank) VALUES ('hashsize', 16777216);

-- What is here already is indexed by a replay.
INSERT OR REPLACE INTO meta (key, value)
SELECT 'replay', x'01' WHERE EXISTS (SELECT 1 FROM record);
