-- The versions of a record's fields in one row: a commit that writes five
-- fields of a record moves one row and not ten.

-- Each version of each field that no later write has replaced, packed: field,
-- place of its commit in the log, value. With a rowid, so that a long record
-- does not spill over into pages of its own.
DROP TABLE field;

CREATE TABLE field (
    kind     TEXT NOT NULL,
    record   BLOB NOT NULL,
    versions BLOB NOT NULL,
    PRIMARY KEY (kind, record)
) STRICT;

-- The tables are made anew from the log at the next opening.
INSERT OR REPLACE INTO meta (key, value) VALUES ('replay', x'01');
