import { describe, expect, it } from 'vitest';
import type { ImportLine, ImportOptions, ImportReport } from '$ipc/types';
import { SKIP, UNPLACED, chosen, dayPairs, sent, shown, sums, writes } from './lines';

const line = (n: number, more: Partial<ImportLine> = {}): ImportLine => ({ line: n, title: `Talk ${n}`, when: null, room: null, outcome: 'added', remarks: [], clashes: [], ...more });
const lines = [line(1), line(2, { outcome: 'changed', remarks: ['no_end'] }), line(3, { outcome: 'skipped' }), line(4, { clashes: ['Talk 1'], title: '开幕式 Opening' })];
const report: ImportReport = { title: 'T', format: 'ics', origin: 'ics', days: null, rooms: [], lines, added: 2, changed: 1, same: 0, skipped: 1, clashing: 1, applied: false };
const none: ImportOptions = { shift_to: null, rooms: {}, skip: [] };

describe('shown', () => {
  it.each([
    ['all', '', [1, 2, 3, 4]],
    ['added', '', [1, 4]],
    ['skipped', '', [3]],
    ['clashing', '', [4]],
    ['remarked', '', [2]],
    ['all', 'OPENING', [4]],
    ['changed', 'opening', []],
  ] as const)('%s with words "%s"', (show, words, want) => expect(shown(lines, show, words).map((l) => l.line)).toEqual(want));

  it('agrees with the sums', () => {
    const count = sums(report);
    for (const show of ['all', 'added', 'changed', 'skipped', 'clashing', 'remarked'] as const) expect(shown(lines, show, '')).toHaveLength(count[show]);
  });
});

describe('mapping rooms', () => {
  it('sends a room to a room, to nowhere, out, and back', () => {
    const placed = sent(none, 'Saal 1', 'id-1');
    expect(placed.rooms).toEqual({ 'Saal 1': 'id-1' });
    const unplaced = sent(placed, 'Saal 1', UNPLACED);
    expect(unplaced.rooms).toEqual({ 'Saal 1': null });
    const out = sent(unplaced, 'Saal 1', SKIP);
    expect(out).toEqual({ shift_to: null, rooms: {}, skip: ['Saal 1'] });
    expect(sent(out, 'Saal 1', 'id-2')).toEqual({ shift_to: null, rooms: { 'Saal 1': 'id-2' }, skip: [] });
  });

  it('leaves the options it was given as they were', () => {
    sent(none, 'Saal 1', SKIP);
    expect(none).toEqual({ shift_to: null, rooms: {}, skip: [] });
  });

  it('shows a guess as its choice', () => {
    const guess = { name: 'x', entries: 1, room: null, skipped: false, guessed: false };
    expect([chosen(guess), chosen({ ...guess, room: 'id-1' }), chosen({ ...guess, skipped: true })]).toEqual([UNPLACED, 'id-1', SKIP]);
  });
});

describe('dayPairs', () => {
  it('lays the file\u2019s days on the new ones, over a month\u2019s end', () => {
    const { pairs, more } = dayPairs(['2025-12-27', '2025-12-30'], '2026-02-27');
    expect(pairs.map((p) => `${p.from}>${p.to}`)).toEqual(['2025-12-27>2026-02-27', '2025-12-28>2026-02-28', '2025-12-29>2026-03-01', '2025-12-30>2026-03-02']);
    expect(more).toBe(0);
  });
  it('keeps the days when nothing is shifted', () => expect(dayPairs(['2025-12-27', '2025-12-27'], null).pairs).toEqual([{ from: '2025-12-27', to: '2025-12-27' }]));
  it('does not list a year day by day', () => {
    const { pairs, more } = dayPairs(['2025-01-01', '2025-12-31'], null);
    expect([pairs.length, more]).toEqual([14, 351]);
  });
});

describe('writes', () => {
  it('is false when nothing is new', () => expect(writes({ ...report, added: 0, changed: 0, same: 3 })).toBe(false));
  it('is true for a change', () => expect(writes({ ...report, added: 0 })).toBe(true));
});
