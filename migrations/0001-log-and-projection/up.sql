-- The log, and what it says, as tables.
--
-- Ids are 16 bytes, hashes and keys 32, signatures 64. Times end in _ms:
-- milliseconds since 1970, UTC. Values and documents are JSON with sorted keys.

-- What this store is: venue, station, epoch, life, name, letter.
CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Choices of this workstation. Not in the log.
CREATE TABLE setting (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The workstations whose commits are taken, and the keys they sign with.
CREATE TABLE station (
    station BLOB NOT NULL PRIMARY KEY,
    name    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE station_key (
    station    BLOB NOT NULL REFERENCES station (station),
    public_key BLOB NOT NULL,
    PRIMARY KEY (station, public_key)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- the log --

-- Applied commits. `id` is the order of arrival here; it means nothing
-- elsewhere. The columns beside `bytes` repeat what the bytes say.
CREATE TABLE log (
    id        INTEGER PRIMARY KEY,
    station   BLOB    NOT NULL,
    epoch     INTEGER NOT NULL,
    seq       INTEGER NOT NULL,
    hash      BLOB    NOT NULL,
    stamp     INTEGER NOT NULL,
    wall_ms   INTEGER NOT NULL,
    actor     TEXT    NOT NULL,
    intent    TEXT    NOT NULL,
    offline   INTEGER NOT NULL,
    signature BLOB,
    bytes     BLOB    NOT NULL,
    UNIQUE (station, epoch, seq)
) STRICT;

-- The newest commit of each chain.
CREATE TABLE head (
    station BLOB    NOT NULL,
    epoch   INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    hash    BLOB    NOT NULL,
    PRIMARY KEY (station, epoch)
) STRICT, WITHOUT ROWID;

-- Commits that cannot be applied yet.
CREATE TABLE waiting (
    hash      BLOB    NOT NULL PRIMARY KEY,
    station   BLOB    NOT NULL,
    epoch     INTEGER NOT NULL,
    seq       INTEGER NOT NULL,
    signature BLOB,
    bytes     BLOB    NOT NULL
) STRICT;

-- Commits that are kept aside, and why.
CREATE TABLE quarantine (
    hash      BLOB    NOT NULL PRIMARY KEY,
    station   BLOB,
    epoch     INTEGER,
    seq       INTEGER,
    reason    TEXT    NOT NULL,
    found_ms  INTEGER NOT NULL,
    signature BLOB,
    bytes     BLOB    NOT NULL
) STRICT;

-- --------------------------------------------------------- the projection --

-- Each version of each field that no later write has replaced.
CREATE TABLE field (
    kind   TEXT    NOT NULL,
    record BLOB    NOT NULL,
    field  TEXT    NOT NULL,
    log    INTEGER NOT NULL REFERENCES log (id),
    value  TEXT    NOT NULL,
    PRIMARY KEY (kind, record, field, log)
) STRICT, WITHOUT ROWID;

-- Which commits wrote to which records.
CREATE TABLE touch (
    record BLOB    NOT NULL,
    log    INTEGER NOT NULL REFERENCES log (id),
    PRIMARY KEY (record, log)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact (
    id    BLOB    NOT NULL PRIMARY KEY,
    kind  TEXT    NOT NULL,
    about BLOB    NOT NULL,
    body  TEXT    NOT NULL,
    log   INTEGER NOT NULL REFERENCES log (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX fact_about ON fact (about);

-- Each record as it is shown.
CREATE TABLE record (
    kind      TEXT    NOT NULL,
    id        BLOB    NOT NULL,
    doc       TEXT    NOT NULL,
    conflicts INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX record_conflicts ON record (kind, id) WHERE conflicts > 0;

-- Meetings by what they are asked for. from_ms and until_ms include setting
-- up and clearing.
CREATE TABLE meeting (
    id         BLOB    NOT NULL PRIMARY KEY,
    number     TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    start_ms   INTEGER NOT NULL,
    end_ms     INTEGER NOT NULL,
    from_ms    INTEGER NOT NULL,
    until_ms   INTEGER NOT NULL,
    room       BLOB,
    series     BLOB,
    origin     TEXT,
    source_key TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX meeting_number ON meeting (number);
CREATE INDEX meeting_until  ON meeting (until_ms);
CREATE INDEX meeting_source ON meeting (origin, source_key) WHERE origin IS NOT NULL;
CREATE INDEX meeting_homeless ON meeting (start_ms) WHERE room IS NULL;

-- The rooms a meeting names.
CREATE TABLE meeting_room (
    room    BLOB NOT NULL,
    meeting BLOB NOT NULL,
    PRIMARY KEY (room, meeting)
) STRICT, WITHOUT ROWID;

CREATE INDEX meeting_room_meeting ON meeting_room (meeting);

-- The undivided rooms a meeting takes up, with setting up and clearing.
CREATE TABLE occupancy (
    atom     BLOB    NOT NULL,
    until_ms INTEGER NOT NULL,
    meeting  BLOB    NOT NULL,
    from_ms  INTEGER NOT NULL,
    PRIMARY KEY (atom, until_ms, meeting)
) STRICT, WITHOUT ROWID;

CREATE INDEX occupancy_meeting ON occupancy (meeting);

-- Pairs of meetings that cannot both be; the smaller id first.
CREATE TABLE clash (
    first    BLOB    NOT NULL,
    second   BLOB    NOT NULL,
    room     BLOB    NOT NULL,
    from_ms  INTEGER NOT NULL,
    until_ms INTEGER NOT NULL,
    severity TEXT    NOT NULL,
    PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;

CREATE INDEX clash_second ON clash (second);

-- What meetings are searched by.
CREATE TABLE search (
    meeting  BLOB    NOT NULL PRIMARY KEY,
    start_ms INTEGER NOT NULL,
    room     BLOB,
    number   TEXT    NOT NULL,
    title    TEXT    NOT NULL,
    rest     TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
