-- What meets a span of time is found between its ends, not from its beginning
-- to the end of all time. The few that take two days (172,800,000 ms) or more
-- are looked for on their own.
DROP INDEX meeting_until;

CREATE INDEX meeting_span ON meeting (until_ms, from_ms);
CREATE INDEX meeting_long ON meeting (until_ms, from_ms)
    WHERE until_ms - from_ms >= 172800000;

CREATE INDEX duty_span ON duty (until_ms, from_ms) WHERE until_ms IS NOT NULL;
CREATE INDEX duty_long ON duty (until_ms, from_ms)
    WHERE until_ms - from_ms >= 172800000;

CREATE INDEX occupancy_long ON occupancy (atom, until_ms, from_ms)
    WHERE until_ms - from_ms >= 172800000;
