// A week as cells: rooms by days, what lies in each and how full it is.

import type { BoardMeeting, BoardRoom } from '$ipc/types';

export interface Cell {
  /** Meetings that begin that day in that room, by start. */
  meetings: BoardMeeting[];
  /** Share of the opening hours that is taken, 0 to 1. */
  busy: number;
  /** One of them clashes and nobody decided. */
  clash: boolean;
}

const EMPTY: Cell = { meetings: [], busy: 0, clash: false };

/** Names the row of meetings that have no room. */
export const NO_ROOM = '';

/** Meetings sorted into cells by room and day. */
export class WeekGrid {
  readonly #cells = new Map<string, Cell>();
  readonly #days = new Map<string, number>();
  /** Some meetings have no room. */
  readonly unplaced: boolean;

  constructor(rooms: readonly BoardRoom[], meetings: readonly BoardMeeting[]) {
    const known = new Map(rooms.map((room) => [room.id, room]));
    const sorted = new Map<string, BoardMeeting[]>();
    let unplaced = false;
    for (const meeting of meetings) {
      if (meeting.state === 'cancelled') continue;
      const day = meeting.when.date;
      this.#days.set(day, (this.#days.get(day) ?? 0) + 1);
      const rows = rowsOf(meeting).filter((id) => known.has(id));
      if (rows.length === 0) {
        rows.push(NO_ROOM);
        unplaced = true;
      }
      for (const row of rows) {
        const key = keyOf(row, day);
        const list = sorted.get(key);
        if (list) list.push(meeting);
        else sorted.set(key, [meeting]);
      }
    }
    for (const [key, list] of sorted) {
      list.sort((a, b) => a.from_minute - b.from_minute || a.number.localeCompare(b.number));
      const room = known.get(key.slice(0, key.indexOf('|')));
      this.#cells.set(key, { meetings: list, busy: room ? busyShare(room, list) : 0, clash: list.some((m) => m.clash !== null) });
    }
    this.unplaced = unplaced;
  }

  cell(room: string, day: string): Cell {
    return this.#cells.get(keyOf(room, day)) ?? EMPTY;
  }

  /** Meetings on a day, each counted once. */
  count(day: string): number {
    return this.#days.get(day) ?? 0;
  }
}

/** Share of a room's opening hours that meetings take; time taken twice counts once. */
export function busyShare(room: BoardRoom, meetings: readonly BoardMeeting[]): number {
  const open = room.open_to - room.open_from;
  if (open <= 0) return 0;
  let taken = 0;
  let reached = room.open_from;
  for (const meeting of [...meetings].sort((a, b) => a.from_minute - b.from_minute)) {
    const from = Math.max(reached, meeting.from_minute);
    const to = Math.min(room.open_to, meeting.to_minute);
    if (to > from) taken += to - from;
    reached = Math.max(reached, to);
  }
  return Math.min(1, taken / open);
}

/** Busy share as one of five steps, for the shading. */
export function busyStep(busy: number): 0 | 1 | 2 | 3 | 4 {
  if (busy <= 0) return 0;
  if (busy < 0.25) return 1;
  if (busy < 0.5) return 2;
  return busy < 0.75 ? 3 : 4;
}

function rowsOf(meeting: BoardMeeting): string[] {
  // A hold that lapsed keeps no room.
  const own = meeting.room === null || meeting.hold?.lapsed ? [] : [meeting.room, ...meeting.also];
  return [...new Set([...own, ...meeting.blocks])];
}

function keyOf(room: string, day: string): string {
  return `${room}|${day}`;
}
