// What belongs to the whole window and changes with the other stations: how
// they stand, and what was decided apart. Asked once; the header, the
// navigation and the screens show the same answer.
import { clock, desk, query, type InboxEntry, type Query, type SafetyView, type StationsView } from '$ipc';

/** What waits for a person: all of it, and how much of what. */
export interface Open { entries: InboxEntry[]; clashes: number; conflicts: number }

/** The venue's stations, for the frame of the window. */
export function stationsNow(): Query<StationsView> {
  return query(() => {
    void clock.minutes;
    return desk.stations();
  }, 'everything');
}

/** What waits for a person, for the frame of the window. */
export function openNow(): Query<Open> {
  return query(async () => {
    // A clash is over when its time is.
    void clock.minutes;
    const entries = await desk.inbox();
    const clashes = entries.filter((entry) => entry.kind === 'clash').length;
    return { entries, clashes, conflicts: entries.length - clashes };
  });
}

/** How safe the data are, asked once for the frame of the window and the screens
 *  in it: each minute, and whenever something changed. */
export function safetyNow(): Query<SafetyView> {
  return query(() => {
    void clock.minutes;
    return desk.safety();
  });
}
