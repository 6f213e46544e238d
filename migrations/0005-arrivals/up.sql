-- When commits from elsewhere came in here: one row a batch, by the place of
-- its first commit. What this station wrote has its wall time in the log. Not
-- in the log: it says what this workstation knew when, for the review after.
CREATE TABLE arrival (
    log   INTEGER NOT NULL PRIMARY KEY REFERENCES log (id),
    at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
