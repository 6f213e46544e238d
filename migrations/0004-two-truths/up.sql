-- People and vehicles on duty, and clashes over more than rooms.

-- Each duty. from_ms and until_ms are set while it takes somebody's time, and
-- include what is needed before the next. `name` is as names are compared,
-- `spelt` as it was written.
CREATE TABLE duty (
    id       BLOB    NOT NULL PRIMARY KEY,
    meeting  BLOB    NOT NULL,
    kind     TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    spelt    TEXT    NOT NULL,
    task     TEXT    NOT NULL,
    from_ms  INTEGER,
    until_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX duty_meeting ON duty (meeting);
CREATE INDEX duty_name    ON duty (kind, name, until_ms);

-- Pairs that cannot both be, by what they share: two meetings over a room or
-- a hall's companion room, two duties over a person or a vehicle. The smaller
-- id first. `what` is the room's id, or the name as names are compared.
DROP TABLE clash;

CREATE TABLE clash (
    kind           TEXT    NOT NULL,
    first          BLOB    NOT NULL,
    second         BLOB    NOT NULL,
    first_meeting  BLOB    NOT NULL,
    second_meeting BLOB    NOT NULL,
    what           ANY     NOT NULL,
    from_ms        INTEGER NOT NULL,
    until_ms       INTEGER NOT NULL,
    severity       TEXT    NOT NULL,
    PRIMARY KEY (kind, first, second)
) STRICT, WITHOUT ROWID;

CREATE INDEX clash_first_meeting  ON clash (first_meeting);
CREATE INDEX clash_second_meeting ON clash (second_meeting);
CREATE INDEX clash_second         ON clash (second);

-- The tables are made anew from the log at the next opening.
INSERT OR REPLACE INTO meta (key, value) VALUES ('replay', x'01');
