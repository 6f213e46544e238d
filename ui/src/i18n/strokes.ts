// Changes made at one stroke belong together.
import type { ChangeView } from '$ipc/types';

export interface Stroke { at: string; by: string; station: string; offline: boolean; intent: string; changes: ChangeView[] }

/** History as strokes, newest first: same hand, same moment, same place, same use case. */
export function strokes(history: readonly ChangeView[]): Stroke[] {
  const found: Stroke[] = [];
  for (const change of history) {
    const last = found[found.length - 1];
    if (last && last.at === change.at && last.by === change.by && last.station === change.station && last.intent === change.intent) last.changes.push(change);
    else found.push({ at: change.at, by: change.by, station: change.station, offline: change.offline, intent: change.intent, changes: [change] });
  }
  return found;
}
