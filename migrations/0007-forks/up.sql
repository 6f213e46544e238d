-- Ways on from a fork: a machine that was brought back whole wrote on without
-- knowing, and one name was given to several commits.

-- Each way on is a chain of its own, named by its first commit. It follows
-- the commit at `from_seq` of the chain `from_epoch` of the same station, or
-- nothing where `from_seq` is 0. From here on the columns of `log` that name a
-- commit say where it stands, which may be another name than its bytes say.
CREATE TABLE way (
    station    BLOB    NOT NULL,
    epoch      INTEGER NOT NULL,
    from_epoch INTEGER NOT NULL,
    from_seq   INTEGER NOT NULL,
    PRIMARY KEY (station, epoch)
) STRICT, WITHOUT ROWID;
