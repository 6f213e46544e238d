// The list of bookings as a screen holds it.

import { desk } from '$ipc';
import { addDays, daysBetween, lang } from '$i18n';
import type { BoardMeeting, BoardRoom, Period } from '$ipc/types';
import { type Column, type Filter, NO_FILTER, type Order, filtered, ordered, turned } from './list';

/** Most days asked for at once. */
export const MOST_DAYS = 400;

/** Milliseconds after the last key until the desk is asked to search. */
const PAUSE = 200;

export class BookingList {
  from = $state('');
  to = $state('');
  filter = $state.raw<Filter>(NO_FILTER);
  order = $state.raw<Order>({ column: 'when', down: false });
  /** The chosen row; -1 for none. */
  at = $state(-1);
  /** The answer of the desk to `from` and `to`. */
  period = $state.raw<Period | undefined>();

  /** Meetings that the desk's own search found for the words. */
  #found = $state.raw<ReadonlySet<string>>(new Set());
  #searches = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #search: (words: string) => Promise<string[]>;

  constructor(day: string, search: (words: string) => Promise<string[]> = found) {
    this.from = day;
    this.to = addDays(day, 30);
    this.#search = search;
  }

  /** Why these days cannot be asked for, if so. */
  readonly rangeFault = $derived.by((): 'bookings.range_wrong' | 'bookings.range_long' | null => {
    if (this.from > this.to) return 'bookings.range_wrong';
    return daysBetween(this.from, this.to) >= MOST_DAYS ? 'bookings.range_long' : null;
  });

  readonly rooms = $derived(this.period?.rooms ?? []);
  readonly roomById: ReadonlyMap<string, BoardRoom> = $derived(new Map(this.rooms.map((room) => [room.id, room])));
  readonly all = $derived(this.period?.meetings ?? []);

  readonly rows: BoardMeeting[] = $derived.by(() => {
    const rank = new Map(this.rooms.map((room, place) => [room.id, place]));
    return ordered(filtered(this.all, this.filter, this.#found), this.order, rank, new Intl.Collator(lang.locale, { numeric: true }));
  });

  /** The meetings that are chosen to be changed together, by id. */
  picked = $state.raw<ReadonlySet<string>>(new Set());
  /** Where a row of them began. */
  #anchor = -1;

  /** Those of them that are shown, in the order of the list. */
  get pickedRows(): BoardMeeting[] {
    return this.rows.filter((row) => this.picked.has(row.id));
  }

  /** Chooses a row, or no longer. */
  toggle(index: number): void {
    const row = this.rows[index];
    if (!row) return;
    const next = new Set(this.picked);
    if (!next.delete(row.id)) next.add(row.id);
    this.picked = next;
    this.at = this.#anchor = index;
  }

  /** Chooses every row from where the last was chosen to this one. */
  pickTo(index: number): void {
    if (this.rows.length === 0) return;
    const from = this.#anchor < 0 ? Math.max(0, this.at) : this.#anchor;
    const [low, high] = [Math.min(from, index), Math.max(from, index)];
    this.picked = new Set([...this.picked, ...this.rows.slice(low, high + 1).map((row) => row.id)]);
    this.#anchor = from;
    this.at = index;
  }

  /** Chooses every row that is shown. */
  pickAll(): void {
    this.picked = new Set(this.rows.map((row) => row.id));
  }

  /** Chooses none. */
  pickNone(): void {
    this.picked = new Set();
    this.#anchor = -1;
  }

  /** The meeting of the chosen row. */
  get chosen(): BoardMeeting | undefined {
    return this.rows[this.at];
  }

  narrow(change: Partial<Filter>): void {
    this.filter = { ...this.filter, ...change };
    this.at = -1;
    this.pickNone();
    if (change.words !== undefined) this.#ask(change.words.trim());
  }

  clear(): void {
    this.narrow(NO_FILTER);
  }

  sort(column: Column): void {
    this.order = turned(this.order, column);
    this.at = -1;
  }

  /** Chooses the row `steps` on, staying within the list. */
  step(steps: number): number {
    if (this.rows.length === 0) return (this.at = -1);
    const next = this.at < 0 ? (steps > 0 ? 0 : this.rows.length - 1) : this.at + steps;
    this.at = Math.min(this.rows.length - 1, Math.max(0, next));
    return this.at;
  }

  #ask(words: string): void {
    clearTimeout(this.#timer);
    const turn = ++this.#searches;
    if (words === '') {
      this.#found = new Set();
      return;
    }
    this.#timer = setTimeout(() => {
      void this.#search(words).then(
        (ids) => {
          if (turn === this.#searches) this.#found = new Set(ids);
        },
        // The list still finds by its own words.
        () => undefined,
      );
    }, PAUSE);
  }
}

let kept: BookingList | undefined;

/** The list of this window: filters and place stay while other screens are shown. */
export function bookings(today: () => string): BookingList {
  if (kept) return kept;
  // Under a root of its own: what the list derives would otherwise belong to
  // the screen that made it, and stand still once that screen was left.
  let made: BookingList | undefined;
  $effect.root(() => {
    made = new BookingList(today());
  });
  return (kept = made ?? new BookingList(today()));
}

async function found(words: string): Promise<string[]> {
  return (await desk.search(words)).meetings.map((row) => row.meeting.id);
}
