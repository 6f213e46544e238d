-- Who may do what, as the log says it, and what was written without being
-- allowed. Both follow from the log alone.

-- Writes to accounts, roles and rules, and sessions (field `session`), each
-- with the name of its commit and its time: a commit is judged by those that
-- its author had seen.
CREATE TABLE authority (
    record  BLOB    NOT NULL,
    station BLOB    NOT NULL,
    epoch   INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    field   TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    stamp   INTEGER NOT NULL,
    value   TEXT    NOT NULL,
    PRIMARY KEY (record, station, epoch, seq, field)
) STRICT, WITHOUT ROWID;

-- Which commits made an account: venues without any are not judged at all.
CREATE INDEX authority_account ON authority (station, epoch, seq)
    WHERE kind = 'account' AND field = 'key';

-- What of which commit does not stand. `place` counts within the commit.
CREATE TABLE forbidden (
    log      INTEGER NOT NULL,
    place    INTEGER NOT NULL,
    kind     TEXT    NOT NULL,
    record   BLOB    NOT NULL,
    field    TEXT    NOT NULL,
    why      TEXT    NOT NULL,
    lacking  TEXT    NOT NULL,
    PRIMARY KEY (log, place)
) STRICT, WITHOUT ROWID;

-- A station that took commits of a newer version is judged anew.
INSERT OR REPLACE INTO meta (key, value)
SELECT 'replay', x'01' WHERE EXISTS (SELECT 1 FROM record WHERE kind = 'account');
