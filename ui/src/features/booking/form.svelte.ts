// The booking form: a draft, checked against the timetable as it is filled.
import { desk, Refused, type Draft, type OfferView, type Refusal, type Room } from '$ipc';
import { addDays, DAY, hhmm, parseMinute } from '$i18n';
import { Repeating } from './repeat.svelte';

/** Milliseconds of rest before the desk is asked. */
const REST = 150;

/** A draft with nothing in it. */
export function emptyDraft(): Draft {
  return {
    title: '', room: null, also: [], layout: null, date: null, start_minute: null, end_minute: null, all_day: false,
    headcount: null, organiser: '', contact: '', phone: '', service: 'tea', leader: false, needs: '', meeting_kind: '', state: null, level: 'internal', hold_until: null, waits: false,
  };
}

/** Times as typed: empty stays empty, an end at or before the start is of the next day. */
export function minutes(start: string, end: string, nextDay: boolean): { start: number | null; end: number | null; badStart: boolean; badEnd: boolean } {
  const read = (text: string) => (text.trim() === '' ? null : parseMinute(text));
  const [from, to] = [read(start), read(end)];
  return {
    start: from ?? null,
    end: to === undefined || to === null ? null : nextDay && to <= DAY ? to + DAY : to,
    badStart: from === undefined,
    badEnd: to === undefined,
  };
}

export class BookingForm {
  draft = $state<Draft>(emptyDraft());
  /** Start and end as typed. */
  start = $state('');
  end = $state('');
  /** It ends on the next day. */
  nextDay = $state(false);
  /** What stands against it; undefined while unknown. */
  verdict = $state.raw<Refusal | null | undefined>();
  /** Why saving was refused, when not for a clash. */
  refused = $state.raw<Refusal | null>(null);
  busy = $state(false);
  loading = $state(false);
  /** How it comes again, or which of its series is changed. */
  readonly repeating: Repeating;
  error = $state.raw<unknown>();

  #untouched = $state.raw('');
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly meeting: string | null, given: Partial<Draft>) {
    this.repeating = new Repeating(meeting);
    if (meeting === null) this.#begin({ ...emptyDraft(), ...given });
    else void this.#load(meeting, given);
  }

  async #load(meeting: string, given: Partial<Draft>): Promise<void> {
    this.loading = true;
    try {
      this.#begin({ ...(await desk.draftOf(meeting)), ...given });
    } catch (error) {
      this.error = error;
    } finally {
      this.loading = false;
    }
  }

  #begin(draft: Draft): void {
    this.#fill(draft);
    this.#untouched = this.#typed;
  }

  get #typed(): string {
    return JSON.stringify([this.draft, this.start, this.end, this.nextDay, this.#longEnd, this.repeating.by]);
  }

  /** Something was changed since it was opened. */
  get dirty(): boolean {
    return this.#untouched !== '' && this.#typed !== this.#untouched;
  }

  #fill(draft: Draft): void {
    const { date, start_minute: start, end_minute: end } = draft;
    const days = start === null ? 0 : Math.floor(start / DAY);
    this.draft = { ...draft, date: date && days !== 0 ? addDays(date, days) : date };
    this.start = start === null ? '' : hhmm(start);
    const rest = end === null ? null : end - days * DAY;
    this.nextDay = rest !== null && rest > DAY;
    this.end = rest === null ? '' : rest === DAY ? '24:00' : hhmm(rest);
    // More than one midnight on: only the desk's own figure can say it.
    this.#longEnd = rest !== null && rest > 2 * DAY ? rest : null;
  }

  #longEnd = $state<number | null>(null);

  /** The times as typed. */
  get times() {
    return minutes(this.start, this.end, this.nextDay);
  }

  /** Ends later than the next day; its end is shown and kept, not typed. */
  get longEnd(): number | null {
    return this.#longEnd;
  }

  /** The draft as it would be saved. */
  get whole(): Draft {
    const { start, end } = this.times;
    return { ...$state.snapshot(this.draft), start_minute: start, end_minute: this.#longEnd ?? end };
  }

  /** Whether the desk can say anything about a clash yet. */
  get checkable(): boolean {
    const draft = this.whole;
    return !!draft.room && !!draft.date && (draft.all_day || (draft.start_minute !== null && draft.end_minute !== null));
  }

  /** It says when, and no room yet: it can be booked as it is. */
  get parkable(): boolean {
    return this.checkable || this.#saysWhen;
  }

  get #saysWhen(): boolean {
    const draft = this.whole;
    return !!draft.date && (draft.all_day || (draft.start_minute !== null && draft.end_minute !== null));
  }

  /** What is free instead. */
  get offers(): readonly OfferView[] {
    return this.verdict?.kind === 'clash' ? this.verdict.detail.offers.slice(0, 9) : [];
  }

  /** Asks the desk after a rest; follows every field it reads. */
  watch(): void {
    const draft = this.whole;
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    this.verdict = this.checkable ? this.verdict : undefined;
    if (!this.checkable) return;
    this.#timer = setTimeout(() => {
      void desk.check(draft, this.meeting).then(
        (verdict) => turn === this.#turn && (this.verdict = verdict),
        (error: unknown) => turn === this.#turn && (this.verdict = error instanceof Refused ? error.refusal : undefined),
      );
    }, REST);
  }

  /** Takes what is free instead; a meeting that gives way is moved first. */
  async take(offer: OfferView): Promise<void> {
    const way = offer.gives_way;
    if (way) {
      const { date, start_minute, end_minute } = way.meeting.when;
      await desk.moveMeeting(way.meeting.id, way.room, date, start_minute, end_minute);
    }
    this.#fill({
      ...this.whole, room: offer.room, layout: offer.layout, also: offer.room === this.draft.room ? this.draft.also : offer.also, date: offer.when.date,
      start_minute: offer.when.start_minute, end_minute: offer.when.end_minute, all_day: offer.when.all_day,
    });
    this.verdict = undefined;
  }

  /** Puts a room in; what belonged to the old one goes. */
  setRoom(room: Room | undefined): void {
    this.draft.room = room?.id ?? null;
    this.draft.also = [];
    if (room && this.draft.layout && !room.settings.some((setting) => setting.layout === this.draft.layout)) this.draft.layout = null;
  }

  /** Books it without a room; waiting for the one it says, or for any. */
  async saveRoomless(waits: boolean): Promise<string | null> {
    if (!waits) this.setRoom(undefined);
    this.draft.waits = waits;
    return this.save().finally(() => (this.draft.waits = false));
  }

  /** Saves: the meeting, or none when the desk said no. */
  async save(): Promise<string | null> {
    if (this.busy) return null;
    this.busy = true;
    this.refused = null;
    try {
      const draft = this.whole;
      if (this.repeating.on) return await this.repeating.save(draft);
      if (this.meeting === null) return await desk.book(draft);
      await desk.amend(this.meeting, draft);
      return this.meeting;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.refusal.kind === 'clash') this.verdict = error.refusal;
      else this.refused = error.refusal;
      return null;
    } finally {
      this.busy = false;
    }
  }
}
