import { describe, expect, it } from 'vitest';
import { meeting } from './fixtures';
import { type Filter, NO_FILTER, filtered, isOpen, ordered, turned } from './list';

const rows = [
  meeting('1', '2026-03-02', 540, 600, { organiser: '市教育局', headcount: 30, room: 'r2' }),
  meeting('2', '2026-03-02', 480, 600, { organiser: 'Audit Office', headcount: null, clash: 'blocks' }),
  meeting('3', '2026-03-01', 900, 960, { organiser: '市委办', headcount: 5, room: null, state: 'held', follow_ups: [{ kind: 'no_room' }] }),
  meeting('4', '2026-03-04', 540, 600, { organiser: '市委办', headcount: 300, also: ['r9'] }),
];
const ids = (list: { id: string }[]) => list.map((row) => row.id);
const pass = (filter: Partial<Filter>, found: string[] = []) => ids(filtered(rows, { ...NO_FILTER, ...filter }, new Set(found)));

describe('filtered', () => {
  it.each<[string, Partial<Filter>, string[]]>([
    ['nothing asked', {}, ['1', '2', '3', '4']],
    ['a room', { room: 'r1' }, ['2', '4']],
    ['a companion room', { room: 'r9' }, ['4']],
    ['a state', { state: 'held' }, ['3']],
    ['follow-ups', { followUps: true }, ['3']],
    ['clashes', { clashes: true }, ['2']],
    ['words of the organiser, any case', { words: 'audit' }, ['2']],
    ['a number', { words: '0101-a4' }, ['4']],
    ['all words must match', { words: '市委办 会议 4' }, ['4']],
    ['both', { words: '市委办', followUps: true }, ['3']],
  ])('%s', (_, filter, want) => expect(pass(filter)).toEqual(want));

  it('adds what the desk found by pinyin, still under the other filters', () => {
    expect(pass({ words: 'jyj' })).toEqual([]);
    expect(pass({ words: 'jyj' }, ['1'])).toEqual(['1']);
    expect(pass({ words: 'jyj', clashes: true }, ['1'])).toEqual([]);
  });

  it('knows when it lets all through', () => {
    expect(isOpen({ ...NO_FILTER, words: '  ' })).toBe(true);
    expect(isOpen({ ...NO_FILTER, clashes: true })).toBe(false);
  });
});

describe('ordered', () => {
  const rank = new Map([['r1', 0], ['r2', 1]]);
  const by = (column: Parameters<typeof turned>[1], down = false) => ids(ordered(rows, { column, down }, rank, new Intl.Collator('zh')));

  it('by time, both ways', () => {
    expect(by('when')).toEqual(['3', '2', '1', '4']);
    expect(by('when', true)).toEqual(['4', '1', '2', '3']);
  });
  it('by the rooms\u2019 own order, none last', () => expect(by('room')).toEqual(['2', '4', '1', '3']));
  it('by people, unknown last both ways', () => {
    expect(by('headcount')).toEqual(['3', '1', '4', '2']);
    expect(by('headcount', true)).toEqual(['4', '1', '3', '2']);
  });
  it('by state in the order of life', () => expect(by('state')[0]).toBe('3'));
  it('by organiser in the language\u2019s own order', () => expect(by('organiser').slice(-1)).not.toEqual(['3']));
});

describe('turned', () => {
  it('sorts a new column upwards and the same one the other way', () => {
    expect(turned({ column: 'when', down: true }, 'title')).toEqual({ column: 'title', down: false });
    expect(turned({ column: 'title', down: false }, 'title')).toEqual({ column: 'title', down: true });
  });
});
