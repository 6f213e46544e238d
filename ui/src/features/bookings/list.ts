// The list of bookings: which rows, in which order.

import type { BoardMeeting, State } from '$ipc/types';

export type Column = 'when' | 'number' | 'title' | 'room' | 'headcount' | 'organiser' | 'state';

export interface Order {
  column: Column;
  down: boolean;
}

export interface Filter {
  /** A room, or null for all. */
  room: string | null;
  state: State | null;
  /** Found in organiser, title or number, any case. */
  words: string;
  followUps: boolean;
  clashes: boolean;
}

export const NO_FILTER: Filter = { room: null, state: null, words: '', followUps: false, clashes: false };

/** Whether a filter lets everything through. */
export function isOpen(filter: Filter): boolean {
  return filter.room === null && filter.state === null && filter.words.trim() === '' && !filter.followUps && !filter.clashes;
}

/**
 * The rows a filter lets through. `found` holds the meetings that the desk's
 * own search (pinyin, phone, contact) found for the same words.
 */
export function filtered(rows: readonly BoardMeeting[], filter: Filter, found: ReadonlySet<string>): BoardMeeting[] {
  const words = filter.words.trim().toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  const says = (row: BoardMeeting) => {
    const text = `${row.organiser}\n${row.title}\n${row.number}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  };
  return rows.filter(
    (row) =>
      (filter.room === null || row.room === filter.room || row.also.includes(filter.room)) &&
      (filter.state === null || row.state === filter.state) &&
      (!filter.followUps || row.follow_ups.length > 0) &&
      (!filter.clashes || row.clash !== null) &&
      (words.length === 0 || found.has(row.id) || says(row)),
  );
}

/** Rows in order; of equals, the earlier first. Unknown head counts come last. */
export function ordered(rows: readonly BoardMeeting[], order: Order, roomRank: ReadonlyMap<string, number>, collator: Intl.Collator): BoardMeeting[] {
  const sign = order.down ? -1 : 1;
  const rank = (row: BoardMeeting) => (row.room === null ? Infinity : (roomRank.get(row.room) ?? Infinity));
  const byStart = (a: BoardMeeting, b: BoardMeeting) => a.when.start.localeCompare(b.when.start) || a.number.localeCompare(b.number);
  const compare: Record<Column, (a: BoardMeeting, b: BoardMeeting) => number> = {
    when: (a, b) => sign * byStart(a, b),
    number: (a, b) => sign * a.number.localeCompare(b.number),
    title: (a, b) => sign * collator.compare(a.title, b.title),
    room: (a, b) => sign * spread(rank(a), rank(b)),
    headcount: (a, b) => lastWhenNone(a.headcount, b.headcount) || sign * ((a.headcount ?? 0) - (b.headcount ?? 0)),
    organiser: (a, b) => sign * collator.compare(a.organiser, b.organiser),
    state: (a, b) => sign * (STATES.indexOf(a.state) - STATES.indexOf(b.state)),
  };
  return [...rows].sort((a, b) => compare[order.column](a, b) || byStart(a, b));
}

/** States in the order of a meeting's life. */
export const STATES: readonly State[] = [
  'enquiry',
  'held',
  'awaiting_approval',
  'confirmed',
  'in_preparation',
  'in_session',
  'clearing',
  'closed',
  'cancelled',
];

/** Pressing a column's head: up, then down. */
export function turned(order: Order, column: Column): Order {
  return { column, down: order.column === column ? !order.down : false };
}

function lastWhenNone(a: number | null, b: number | null): number {
  return Number(a === null) - Number(b === null);
}

/** a − b, with two infinities equal. */
function spread(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
