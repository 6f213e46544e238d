import { describe, expect, it } from 'vitest';
import { dictionaries } from '$i18n';
import type { Right, Situation } from './actions';
import { menuOf, type Known } from './meetingMenu';

const known = (more: Partial<Known> = {}): Known => ({
  state: 'confirmed', next: ['cancelled'], keeping: { parked: false, hold: null, lock: null, holdable: false }, noticed: true, onBoard: true, ...more,
});
const as = (may: (right: Right) => boolean): Situation => ({ meeting: 'm', governed: true, signedIn: true, may });
const ids = (what: Known, may: (right: Right) => boolean = () => true) => menuOf(what, as(may)).map((group) => group.map((one) => one.id.replace('meeting.', '')));
const hold = { until: '2026-11-25T08:00:00Z', date: '2026-11-25', minute: 960, soon: false, lapsed: false };

describe('the menu of a meeting', () => {
  it('has what exists, in groups, with its keys', () => {
    expect(ids(known())).toEqual([['open', 'edit', 'copy'], ['move', 'park', 'lock'], ['notice', 'seats', 'posts', 'print'], ['cancel']]);
    const keys = Object.fromEntries(menuOf(known(), as(() => true)).flat().map((one) => [one.id, one.keys]));
    expect(keys).toMatchObject({ 'meeting.open': 'Enter', 'meeting.copy': 'C', 'meeting.move': 'M', 'meeting.park': 'P', 'meeting.lock': 'L', 'meeting.cancel': 'Del' });
  });
  it('has words in both languages', () => {
    const all = menuOf(known({ next: ['confirmed', 'cancelled'], keeping: { parked: false, hold, lock: null, holdable: true } }), as(() => true)).flat();
    expect(all.filter((one) => !dictionaries.zh[one.word] || !dictionaries.en[one.word])).toEqual([]);
  });
  it('holds, prolongs and confirms what is held, places what is parked', () => {
    const held = menuOf(known({ state: 'held', next: ['confirmed'], keeping: { parked: false, hold, lock: null, holdable: true } }), as(() => true)).flat();
    expect(held.find((one) => one.kept === 'hold')?.word).toBe('hold.prolong');
    expect(held.some((one) => one.kept === 'confirm')).toBe(true);
    expect(ids(known({ keeping: { parked: true, hold: null, lock: null, holdable: true } }))[1]).toEqual(['move', 'hold', 'lock']);
  });
  it('unlocks what is locked, and moves or parks it no more', () => {
    const lock = { time: true, room: true, by: '', why: '' };
    const locked = menuOf(known({ keeping: { parked: false, hold: null, lock, holdable: false } }), as(() => true));
    expect(locked[1]?.map((one) => [one.kept, one.word])).toEqual([['lock', 'lock.off']]);
  });
  it('changes nothing of what is over', () => expect(ids(known({ state: 'closed', next: [], noticed: false }))).toEqual([['open', 'copy'], [], ['notice', 'seats', 'posts'], []]));
  it('off a board moves nothing and shows no keys of the board', () => {
    const all = menuOf(known({ onBoard: false }), as(() => true)).flat();
    expect(all.filter((one) => one.kept).map((one) => [one.kept, one.keys])).toEqual([['park', undefined], ['lock', undefined]]);
    expect(all.find((one) => one.id === 'meeting.open')?.keys).toBeUndefined();
  });
  it('has nothing that is not allowed', () => {
    expect(ids(known(), () => false)).toEqual([['open'], [], ['notice', 'seats', 'posts'], []]);
    expect(ids(known(), (right) => right === 'confirm')[2]).toContain('print');
    expect(ids(known(), (right) => right === 'cancel')[3]).toEqual(['cancel']);
  });
});
