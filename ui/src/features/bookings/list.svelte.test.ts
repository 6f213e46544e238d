import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { meeting, room } from './fixtures';
import { BookingList } from './list.svelte';

const days = { from: '2026-03-01', to: '2026-03-31', rooms: [room('r1')] };
const meetings = [1, 2, 3].map((n) => meeting(String(n), '2026-03-02', 480 + n * 60, 540 + n * 60, { organiser: n === 3 ? '市教育局' : '' }));

function list(search: (words: string) => Promise<string[]> = () => Promise.resolve([])): BookingList {
  const made = new BookingList('2026-03-01', search);
  made.period = { ...days, meetings };
  return made;
}

describe('BookingList', () => {
  it('begins with a month from the day', () => expect([list().from, list().to]).toEqual(['2026-03-01', '2026-03-31']));

  it('moves the choice and stays within the rows', () => {
    const made = list();
    expect([made.step(1), made.step(1), made.step(5), made.step(-9), made.chosen?.id]).toEqual([0, 1, 2, 0, '1']);
  });

  it('chooses nothing in an empty list', () => {
    const made = list();
    made.narrow({ words: 'nothing like it' });
    expect(made.step(1)).toBe(-1);
    expect(made.chosen).toBeUndefined();
  });

  it('drops the choice when the rows change their order', () => {
    const made = list();
    made.step(1);
    made.sort('title');
    expect(made.at).toBe(-1);
  });

  it.each([
    ['2026-03-02', '2026-03-01', 'bookings.range_wrong'],
    ['2026-01-01', '2027-12-31', 'bookings.range_long'],
    ['2026-03-01', '2026-03-01', null],
  ])('%s to %s: %s', (from, to, fault) => {
    const made = list();
    made.from = from;
    made.to = to;
    expect(made.rangeFault).toBe(fault);
  });
});

describe('search', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('adds what the desk finds by pinyin', async () => {
    const made = list((words) => Promise.resolve(words === 'jyj' ? ['3'] : []));
    made.narrow({ words: 'jyj' });
    expect(made.rows).toEqual([]);
    await vi.runAllTimersAsync();
    expect(made.rows.map((row) => row.id)).toEqual(['3']);
  });

  it('never shows an older answer after a newer question', async () => {
    let late: (ids: string[]) => void = () => undefined;
    const made = list((words) => (words === 'old' ? new Promise((done) => (late = done)) : Promise.resolve(['2'])));
    made.narrow({ words: 'old' });
    await vi.runAllTimersAsync();
    made.narrow({ words: 'new' });
    await vi.runAllTimersAsync();
    late(['1']);
    await vi.runAllTimersAsync();
    expect(made.rows.map((row) => row.id)).toEqual(['2']);
  });
});
