import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Board, BoardMeeting } from '$ipc';
import { wire } from '../../testing/wire';
import { BoardState } from './board.svelte';
import { UNPLACED } from './lanes';

const meeting = { id: 'm', room: 'a', blocks: ['a'], from_minute: 600, to_minute: 660 } as BoardMeeting;
const board = { date: '2026-11-22', rooms: [{ id: 'a' }, { id: 'b' }], meetings: [meeting] } as Board;
const hand = () => {
  const made = new BoardState();
  made.show(board);
  return made;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a block in hand', () => {
  test('says where it would be put, and what stands against it', async () => {
    const clash = { kind: 'clash', detail: { with: [], offers: [] } };
    const asked = wire({ draft_of: () => ({ title: 't' }), check: () => clash }).asked;
    const h = hand();
    h.take(meeting, 'move');
    h.drag('b', 62);
    expect(h.put).toEqual({ room: 'b', date: '2026-11-22', start_minute: 660, end_minute: 720 });
    expect(h.verdict).toBeUndefined();
    await vi.runAllTimersAsync();
    expect(h.verdict).toEqual(clash);
    expect(asked.at(-1)?.args).toMatchObject({ draft: { title: 't', room: 'b', start_minute: 660 }, moving: 'm' });
  });
  test('asks once for a whole drag', async () => {
    const asked = wire({ draft_of: () => ({}), check: () => null }).asked;
    const h = hand();
    h.take(meeting, 'move');
    for (let by = 5; by < 100; by += 5) h.drag('a', by);
    await vi.runAllTimersAsync();
    expect(asked.filter((one) => one.command === 'check')).toHaveLength(1);
    expect(h.verdict).toBeNull();
  });
  test('over midnight belongs to the next day', () => {
    const h = hand();
    h.take(meeting, 'move');
    h.drag('a', 14 * 60 + 30);
    expect(h.put).toEqual({ room: 'a', date: '2026-11-23', start_minute: 30, end_minute: 90 });
  });
  test('stretching keeps the room', () => {
    const h = hand();
    h.take(meeting, 'end');
    h.drag('b', 30);
    expect(h.put).toMatchObject({ room: 'a', start_minute: 600, end_minute: 690 });
  });
  test('is put down with one command and then let go', async () => {
    const asked = wire({ move_meeting: () => null }).asked;
    const h = hand();
    h.take(meeting, 'move');
    h.drag('b', 0);
    await h.settle();
    expect(asked).toEqual([{ command: 'move_meeting', args: { id: 'm', room: 'b', date: '2026-11-22', startMinute: 600, endMinute: 660 } }]);
    expect(h.held).toBeNull();
  });
  test('by keys: quarter hours, rooms, and nothing is saved until it is put down', () => {
    const asked = wire({}).asked;
    const h = hand();
    h.nudge(meeting, 'right', 'move');
    h.nudge(meeting, 'down', 'move');
    h.nudge(meeting, 'down', 'move');
    expect(h.put).toEqual({ room: 'b', date: '2026-11-22', start_minute: 615, end_minute: 675 });
    h.drop();
    expect(h.put).toBeNull();
    expect(asked).toEqual([]);
  });
  test('what is locked stays, and the board can keep time or room', () => {
    const h = hand();
    h.take({ ...meeting, lock: { time: true, room: false, by: '', why: '' } }, 'move');
    h.drag('b', 60);
    expect(h.put).toMatchObject({ room: 'b', start_minute: 600 });
    h.drop();
    h.take(meeting, 'move');
    h.drag('b', 60, 'time');
    expect(h.put).toMatchObject({ room: 'a', start_minute: 660 });
    h.drags = 'room';
    h.drag('b', 60);
    expect(h.put).toMatchObject({ room: 'b', start_minute: 600 });
  });
  test('taken by its key stays in hand while it is moved, and is not taken where it is locked', () => {
    const h = hand();
    expect(h.pick(meeting)).toBe(true);
    h.nudge(meeting, 'down', 'move');
    h.nudge(meeting, 'left', 'move');
    expect(h.held).toMatchObject({ taken: true, keys: true, lane: 'b', from: 585 });
    h.drop();
    expect(h.pick({ ...meeting, lock: { time: true, room: true, by: '', why: '' } })).toBe(false);
    expect(h.held).toBeNull();
  });
  test('put down in the lane it is parked', async () => {
    const asked = wire({ park_meeting: () => null }).asked;
    const h = hand();
    h.take(meeting, 'move');
    h.drag(UNPLACED, 15);
    await h.settle();
    expect(asked).toEqual([{ command: 'park_meeting', args: { id: 'm', date: '2026-11-22', startMinute: 615, endMinute: 675 } }]);
  });
});
