-- Running sums over what the tables show, so that a digest costs what changed.

-- One for each table that is part of the digest, 32 bytes. Where they are
-- missing, the tables are walked once.
CREATE TABLE sum (
    name TEXT NOT NULL PRIMARY KEY,
    sum  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
