import { describe, expect, test } from 'vitest';
import type { Board, BoardMeeting, BoardRoom } from '$ipc/types';
import { lanes, neighbour, UNPLACED } from './lanes';
import { groundOf, shapeOf, signOf, signsOf } from './look';

const room = (id: string): BoardRoom => ({ id, name: { zh: id, en: id }, number: null, building: { zh: '', en: '' }, class: 'A', layout: null, seats: 10, open_from: 420, open_to: 1320, parts: [], companions: [] });
const meeting = (id: string, where: string | null, from: number, to: number, more: Partial<BoardMeeting> = {}): BoardMeeting => ({
  id, number: id, title: id, room: where, also: [], blocks: where ? [where] : [], when: { date: '2026-11-22', start_minute: from, end_minute: to, all_day: false, start: '', end: '' },
  from_minute: from, to_minute: to, set_up_minute: from, clear_minute: to, headcount: null, organiser: '', layout: null, state: 'confirmed', leader: false, checks: [], late_tasks: 0, clash: null, follow_ups: [], imported: false, conflicts: 0, offline: false, posts_open: 0, hold: null, lock: null, waits: false, level: 'internal', ...more,
});
const board = (rooms: string[], meetings: BoardMeeting[]): Board => ({
  date: '2026-11-22', from_minute: 480, to_minute: 1140, rooms: rooms.map(room), meetings, decisions: [],
  counts: { meetings: 0, to_come: 0, running: 0, over: 0, people: 0, checks_done: 0, checks: 0, late: 0, cups: 0, roomless: 0 },
});

describe('rows', () => {
  test('overlapping meetings get levels, touching ones do not', () => {
    const [lane] = lanes(board(['a'], [meeting('1', 'a', 540, 660), meeting('2', 'a', 600, 700), meeting('3', 'a', 700, 760)]));
    expect(lane?.placed.map((p) => [p.meeting.id, p.level, p.levels])).toEqual([['1', 0, 2], ['2', 1, 2], ['3', 0, 1]]);
    expect(lane?.depth).toBe(2);
  });
  test('a level is used again once it is free', () => {
    const [lane] = lanes(board(['a'], [meeting('1', 'a', 0, 300), meeting('2', 'a', 10, 100), meeting('3', 'a', 120, 200)]));
    expect(lane?.placed.map((p) => p.level)).toEqual([0, 1, 1]);
    expect(lane?.depth).toBe(2);
  });
  test('a companion room shows as taken, not as holding it', () => {
    const rows = lanes(board(['a', 'b'], [meeting('1', 'a', 540, 600, { blocks: ['a', 'b'] })]));
    expect(rows.map((lane) => lane.placed.map((p) => p.own))).toEqual([[true], [false]]);
  });
  test('meetings without a room get a row of their own, first, and only when there are any', () => {
    expect(lanes(board(['a'], [])).map((lane) => lane.id)).toEqual(['a']);
    expect(lanes(board(['a'], [meeting('1', null, 540, 600)])).map((lane) => lane.id)).toEqual([UNPLACED, 'a']);
  });
  test('a meeting in a room that is not listed is not lost', () => {
    expect(lanes(board(['a'], [meeting('1', 'gone', 540, 600)]))[0]?.placed[0]?.meeting.id).toBe('1');
  });
});

describe('arrow keys', () => {
  const rows = lanes(board(['a', 'b', 'c'], [meeting('1', 'a', 480, 540), meeting('2', 'a', 600, 660), meeting('3', 'c', 500, 520), meeting('4', 'c', 640, 700)]));
  test.each([
    [null, 'right', '1'], ['1', 'right', '2'], ['2', 'right', '2'], ['2', 'left', '1'],
    ['2', 'down', '4'], ['1', 'down', '3'], ['4', 'up', '2'], ['3', 'down', '3'],
  ] as const)('from %s %s leads to %s', (from, key, to) => expect(neighbour(rows, from, key)).toBe(to));
});

describe('look', () => {
  test('each state has a shape', () => {
    expect((['enquiry', 'confirmed', 'in_session', 'closed'] as const).map((state) => shapeOf({ state }))).toEqual(['pending', 'plain', 'running', 'over']);
  });
  test('late is stronger than a leader, over is stronger than both', () => {
    expect(groundOf({ state: 'confirmed', late_tasks: 1, leader: true })).toBe('late');
    expect(groundOf({ state: 'confirmed', late_tasks: 0, leader: true })).toBe('leader');
    expect(groundOf({ state: 'closed', late_tasks: 1, leader: true })).toBe('over');
  });
  test('the signs of checks with one mark stand together, in their order', () => {
    expect(signsOf(['done', 'open', 'open', 'late'])).toEqual([['done', '●'], ['open', '○○'], ['late', '✕']]);
    expect(signsOf([])).toEqual([]);
  });
  test('each check mark has a sign of its own', () => {
    expect(new Set((['open', 'done', 'late', 'stale'] as const).map(signOf)).size).toBe(4);
  });
});

describe('the parking lane', () => {
  test('is there to drop into where the board can be changed', () => {
    expect(lanes(board(['a'], []), true).map((lane) => lane.id)).toEqual([UNPLACED, 'a']);
  });
  test('holds what lapsed, and its room is shown free', () => {
    const hold = { until: '', date: '2026-11-22', minute: 480, lapsed: true, soon: false };
    const rows = lanes(board(['a'], [meeting('1', 'a', 540, 600, { hold, blocks: [] }), meeting('2', 'a', 540, 600, { hold: { ...hold, lapsed: false } })]));
    expect(rows.map((lane) => lane.placed.map((p) => p.meeting.id))).toEqual([['1'], ['2']]);
  });
});
