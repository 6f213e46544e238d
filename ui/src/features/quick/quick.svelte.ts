// The command bar: one line is read as a booking and searched for, as typed.
import { desk, Refused, type Draft, type Found, type FoundEntry, type MeetingRow, type OfferView, type QuickReading, type Refusal } from '$ipc';
import { withOffer } from './offers';

/** Milliseconds of rest before a line is read. */
const REST = 120;

/** An action that a line calls; `barred` says who may where whoever is here may not. */
export interface Suggested { id: string; title: string; keys: string; rank: number; barred: string | null }

export class QuickState {
  /** What is typed. */
  line = $state('');
  /** What it was read as; none for an empty line. */
  reading = $state.raw<QuickReading | null>(null);
  /** Meetings that the words find. */
  found = $state.raw<Found | null>(null);
  /** The reading is of an older line. */
  stale = $state(false);
  /** What went wrong last. */
  error = $state.raw<unknown>();
  busy = $state(false);
  /** Enter was pressed on a clash: now a bare figure takes an offer. While
   *  typing it is part of the line (a headcount, an hour). */
  armed = $state(false);
  /** A room chosen among several that the line can mean. */
  room = $state<string | null>(null);
  /** What the last offer taken changed. */
  taken = $state.raw<Partial<Draft>>({});
  /** What stands against the draft after a choice or an offer; undefined: as read. */
  checked = $state.raw<Refusal | null | undefined>();

  /** The line that was forgotten last: it can be had back. */
  last = $state('');
  /** What the program can be told to do with these words. */
  suggestions = $state.raw<readonly Suggested[]>([]);

  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  #suggest: (line: string) => Promise<readonly Suggested[]>;

  constructor(suggest: (line: string) => Promise<readonly Suggested[]> = () => Promise.resolve([])) {
    this.#suggest = suggest;
  }

  /** The booking as it would be saved. */
  get draft(): Draft | null {
    return this.reading ? { ...this.reading.draft, ...(this.room && { room: this.room }), ...this.taken } : null;
  }

  /** What is still missing. */
  get lacks() {
    const lacks = this.reading?.lacks ?? [];
    const draft = this.draft;
    return lacks.filter((field) => !(field === 'room' && draft?.room) && !(field === 'start' && draft?.start_minute !== null) && !(field === 'end' && draft?.end_minute !== null) && !(field === 'date' && draft?.date));
  }

  /** What stands against it. */
  get refusal(): Refusal | null {
    return this.checked === undefined ? (this.reading?.refusal ?? null) : this.checked;
  }

  /** What is free instead. */
  get offers(): readonly OfferView[] {
    return this.refusal?.kind === 'clash' ? this.refusal.detail.offers.slice(0, 9) : [];
  }

  /** The line says something about a booking, so that it is worth showing as one. */
  get isBooking(): boolean {
    return (this.reading?.entry.chips ?? []).some((chip) => chip.kind !== 'unread' && chip.kind !== 'title' && chip.kind !== 'organiser');
  }

  /** Something had to be assumed to read it. */
  get assumes(): boolean {
    return (this.reading?.entry.chips ?? []).some((chip) => chip.assumed.length > 0 || chip.kind === 'unread');
  }

  /** It can be saved as it is. */
  get complete(): boolean {
    return this.isBooking && !this.stale && this.lacks.length === 0 && this.refusal === null;
  }

  /** Takes a line; it is read after a rest. */
  type(line: string): void {
    this.line = line;
    this.stale = true;
    this.armed = false;
    clearTimeout(this.#timer);
    if (line.trim() === '') return this.clear();
    this.#timer = setTimeout(() => void this.read(), REST);
  }

  /** Reads the line now. */
  async read(): Promise<void> {
    clearTimeout(this.#timer);
    const [turn, line] = [++this.#turn, this.line.trim()];
    if (line === '') return;
    const [reading, found, suggested] = await Promise.allSettled([desk.quick(line), desk.search(line), this.#suggest(line)]);
    if (turn !== this.#turn) return;
    this.suggestions = suggested.status === 'fulfilled' ? suggested.value : [];
    [this.room, this.taken, this.checked] = [null, {}, undefined];
    this.reading = reading.status === 'fulfilled' ? reading.value : null;
    this.found = found.status === 'fulfilled' ? found.value : null;
    this.error = reading.status === 'rejected' ? reading.reason : undefined;
    this.stale = false;
  }

  /** Asks what is offered before anything is typed. */
  async offer(): Promise<void> {
    if (this.line.trim() !== '') return;
    const suggested = await this.#suggest('').catch(() => []);
    if (this.line.trim() === '') this.suggestions = suggested;
  }

  /** Chooses one of the rooms that the line can mean. */
  async choose(room: string): Promise<void> {
    await this.#upon(() => (this.room = room));
  }

  /** Takes what is free instead. */
  async take(offer: OfferView): Promise<void> {
    if (this.stale) await this.read();
    const way = offer.gives_way;
    if (way) {
      // What gives way is moved first: then its room is free.
      const { date, start_minute, end_minute } = way.meeting.when;
      try {
        await desk.moveMeeting(way.meeting.id, way.room, date, start_minute, end_minute);
      } catch (error) {
        this.error = error;
        return;
      }
    }
    await this.#upon(() => {
      this.taken = withOffer(offer);
      this.armed = false;
    });
  }

  // A choice stands upon the line as it is now: a reading that is still on its
  // way would come after it and forget it.
  async #upon(choice: () => void): Promise<void> {
    if (this.stale) await this.read();
    choice();
    await this.#check();
  }

  async #check(): Promise<void> {
    const draft = this.draft;
    if (!draft) return;
    const turn = this.#turn;
    try {
      const verdict = await desk.check(draft, null);
      if (turn === this.#turn) this.checked = verdict;
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    }
  }

  /** It says when: it can be booked without a room, or wait for one. */
  get parkable(): boolean {
    return this.isBooking && !this.stale && this.lacks.every((field) => field === 'room' || field === 'title');
  }

  /** No room is named, or the one that is is taken: it can be booked without. */
  get parks(): boolean {
    return this.parkable && (this.refusal === null ? this.draft?.room === null : this.refusal.kind === 'clash');
  }

  /** The room it names is taken: it can wait for it. */
  get waits(): boolean {
    return this.parkable && this.refusal?.kind === 'clash';
  }

  /** Books it without a room; waiting for the one it says, where `waits`. */
  async saveRoomless(waits: boolean): Promise<string | null> {
    const draft = this.draft;
    if (!draft || !this.parkable) return null;
    return this.#book({ ...draft, waits, ...(waits ? {} : { room: null, also: [] }) });
  }

  /** Books it: the new meeting, or none when the desk said no after all. */
  async save(): Promise<string | null> {
    if (this.stale) await this.read();
    const draft = this.draft;
    if (!draft || !this.complete) return null;
    return this.#book(draft);
  }

  async #book(draft: Draft): Promise<string | null> {
    if (this.busy) return null;
    this.busy = true;
    try {
      const id = await desk.book(draft);
      this.clear();
      return id;
    } catch (error) {
      if (error instanceof Refused && error.refusal.kind === 'clash') this.checked = error.refusal;
      else this.error = error;
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Takes the line that was forgotten last; whether there is one. */
  recall(): boolean {
    if (this.line !== '' || this.last === '') return false;
    this.type(this.last);
    return true;
  }

  /** Forgets the line; it can be had back. */
  clear(): void {
    if (this.line.trim() !== '') this.last = this.line;
    clearTimeout(this.#timer);
    this.#turn += 1;
    [this.line, this.reading, this.found, this.error, this.stale] = ['', null, null, undefined, false];
    [this.room, this.taken, this.checked, this.armed] = [null, {}, undefined, false];
    this.suggestions = [];
  }
}

/** Most meetings that are shown. */
const MEETINGS = 6;

/** What the arrow keys walk through. */
export type Choice = { kind: 'meeting'; row: MeetingRow } | { kind: 'entry'; entry: FoundEntry } | { kind: 'action'; action: Suggested };

/** In the order they are shown. */
export function choices(quick: QuickState): Choice[] {
  return [
    ...(quick.found?.meetings.slice(0, MEETINGS) ?? []).map((row): Choice => ({ kind: 'meeting', row })),
    ...(quick.found?.entries ?? []).map((entry): Choice => ({ kind: 'entry', entry })),
    ...quick.suggestions.map((action): Choice => ({ kind: 'action', action })),
  ];
}

/** What Enter does with the line as it is: shown beside it before it is pressed. */
export type Enters = { does: 'save' | 'arm' | 'fill' | 'nothing' } | { does: 'take'; at: number };

/** A booking is saved or completed; else an action called by its whole name, what
 *  was found, an action that nearly fits. What could not be read is left alone. */
export function enters(quick: QuickState): Enters {
  const unread = quick.reading === null && quick.error !== undefined;
  if (quick.line.trim() === '' || unread) return { does: 'nothing' };
  if (quick.complete) return { does: 'save' };
  // A clash is decided by choosing an offer; what is missing, in the form.
  if (quick.isBooking) return { does: quick.offers.length > 0 ? 'arm' : 'fill' };
  const all = choices(quick);
  const sure = quick.found !== null && !quick.found.nearly;
  const wanted = [
    (one: Choice) => one.kind === 'action' && one.action.rank === 0,
    (one: Choice) => one.kind === 'meeting' && sure,
    (one: Choice) => one.kind === 'action' && one.action.barred === null,
    (one: Choice) => one.kind !== 'action',
  ];
  const at = wanted.map((is) => all.findIndex(is)).find((place) => place >= 0);
  return at === undefined ? { does: 'fill' } : { does: 'take', at };
}
