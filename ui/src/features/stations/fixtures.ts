// Stations for tests.
import type { StationRow, StationsView } from '$ipc/types';

/** A station in step, with what a test says otherwise. */
export function row(over: Partial<StationRow> = {}): StationRow {
  return {
    id: 's1', name: '东楼', letter: 'B', state: 'active', why: '', is_me: false, in_sight: true, in_step: true, equal_at: '2026-11-22T05:35:00Z',
    not_there: 0, not_here: 0, seen_at: '2026-11-22T05:35:00Z', clock_ahead: 0, clock: 'fine', addresses: [], sent: 0, received: 0, unvouched: 0, contacts: [], ...over,
  };
}

/** A venue of this station and some others. */
export function view(others: readonly StationRow[], over: Partial<StationsView> = {}): StationsView {
  const working = others.filter((one) => one.state === 'active');
  return {
    venue: { zh: '', en: '' }, zone: 'Asia/Shanghai', now: '2026-11-25T02:00:00Z', stations: [row({ id: 'me', name: '总台', letter: 'A', is_me: true }), ...others], on_network: true, others: working.length,
    in_sight: working.filter((one) => one.in_sight).length, in_step: working.filter((one) => one.in_step).length, alone_since: null, away: null, waiting: 0, set_aside: 0, catch_up: null, fixed: [], ...over,
  };
}
