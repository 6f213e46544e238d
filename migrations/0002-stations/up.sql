-- The workstations of the venue, as the log tells of them.

-- Its letter in booking numbers, and whether it is at work, retired or revoked.
ALTER TABLE station ADD COLUMN letter TEXT NOT NULL DEFAULT '';
ALTER TABLE station ADD COLUMN state  TEXT NOT NULL DEFAULT 'active';

-- Where each was last met on the network. Not in the log.
CREATE TABLE station_address (
    station BLOB    NOT NULL REFERENCES station (station),
    address TEXT    NOT NULL,
    met_ms  INTEGER NOT NULL,
    PRIMARY KEY (station, address)
) STRICT, WITHOUT ROWID;

-- What happened between this station and the others. Not in the log.
CREATE TABLE contact (
    id      INTEGER PRIMARY KEY,
    station BLOB    NOT NULL,
    at_ms   INTEGER NOT NULL,
    what    TEXT    NOT NULL
) STRICT;

CREATE INDEX contact_station ON contact (station, id);
