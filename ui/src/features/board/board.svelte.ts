// What a person is doing on the board: the chosen block, the block in hand
// and whether it could be put down where it is.
import { desk, Refused, type Board, type BoardMeeting, type Draft, type Refusal } from '$ipc';
import { addDays, DAY } from '$i18n';
import { dragged, SHORTEST, snap, STEP } from './geometry';
import { laneOf, lanes, UNPLACED, type Lane } from './lanes';

export type Mode = 'move' | 'start' | 'end';

/** What a drag may change. */
export type Drag = 'both' | 'time' | 'room';

/** A block in hand. */
export interface Held {
  meeting: BoardMeeting;
  mode: Mode;
  /** Row it is over. */
  lane: string;
  from: number;
  to: number;
  /** Moved by keys: stays until Enter or Esc. */
  keys: boolean;
  /** Taken by its key: arrows alone move it. */
  taken?: boolean;
}

/** A span drawn on an empty place. */
export interface Span { lane: string; from: number; to: number }

/** Where a block was put. */
export interface Put { room: string | null; date: string; start_minute: number; end_minute: number }

/** Milliseconds that a block rests before the desk is asked about its place. */
const REST = 90;

export class BoardState {
  /** Rows, from the board last given. */
  rows = $state.raw<Lane[]>([]);
  /** The chosen meeting. */
  chosen = $state<string | null>(null);
  /** The block in hand. */
  held = $state.raw<Held | null>(null);
  /** The span being drawn. */
  span = $state.raw<Span | null>(null);
  /** What stands against the place of the block in hand; undefined until known. */
  verdict = $state.raw<Refusal | null | undefined>();

  #date = '';
  #draft: Promise<Draft> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  /** What a drag may change, for all of the board. */
  drags = $state<Drag>('both');

  /** Takes a board; with a lane to park in, where it can be changed. */
  show(board: Board, parking = false): void {
    this.#date = board.date;
    this.rows = lanes(board, parking);
  }

  /** Takes a block in hand. */
  take(meeting: BoardMeeting, mode: Mode, keys = false): void {
    this.held = { meeting, mode, keys, lane: laneOf(meeting), from: meeting.from_minute, to: meeting.to_minute };
    this.verdict = null;
    this.#draft = null;
  }

  /** Takes a block in hand that arrows alone then move; false when it is locked
   *  or nothing of it may be changed here. */
  pick(meeting: BoardMeeting): boolean {
    const may = this.may(meeting);
    if (!may.time && !may.room) return false;
    this.take(meeting, 'move', true);
    if (this.held) this.held = { ...this.held, taken: true };
    return true;
  }

  /** Moves the block in hand to a row and by minutes from where it was. */
  drag(lane: string, by: number, only: Drag = 'both'): void {
    const held = this.held;
    if (!held) return;
    const may = this.may(held.meeting, only);
    const { from, to } = dragged(held.mode, held.meeting.from_minute, held.meeting.to_minute, may.time ? by : 0);
    this.#place({ ...held, lane: held.mode === 'move' && may.room ? lane : laneOf(held.meeting), from, to });
  }

  /** What of a meeting a drag may change: not what is locked, not what the
   *  board or the key held down keeps. */
  may(meeting: BoardMeeting, only: Drag = 'both'): { time: boolean; room: boolean } {
    const allows = (what: 'time' | 'room') => !meeting.lock?.[what] && [this.drags, only].every((one) => one === 'both' || one === what);
    return { time: allows('time'), room: allows('room') };
  }

  /** Moves or stretches the chosen block by one step of the keys. */
  nudge(meeting: BoardMeeting, key: 'left' | 'right' | 'up' | 'down', mode: 'move' | 'end'): void {
    if (this.held?.meeting.id !== meeting.id || !this.held.keys) this.take(meeting, mode, true);
    const held = this.held;
    if (!held) return;
    const may = this.may(meeting);
    if (key === 'up' || key === 'down') {
      const rooms = may.room ? this.rows : [];
      const next = rooms[rooms.findIndex((lane) => lane.id === held.lane) + (key === 'up' ? -1 : 1)];
      if (next && mode === 'move') this.#place({ ...held, lane: next.id });
      return;
    }
    if (!may.time) return;
    const by = key === 'left' ? -STEP : STEP;
    if (mode === 'move') this.#place({ ...held, from: snap(held.from + by, STEP), to: snap(held.from + by, STEP) + (held.to - held.from) });
    else this.#place({ ...held, to: Math.max(held.to + by, held.from + SHORTEST) });
  }

  /** Whether the block in hand is where it was. */
  get unmoved(): boolean {
    const held = this.held;
    return !held || (held.lane === laneOf(held.meeting) && held.from === held.meeting.from_minute && held.to === held.meeting.to_minute);
  }

  /** Where the block in hand would be put. */
  get put(): Put | null {
    return this.held ? this.#putOf(this.held) : null;
  }

  /** Lets go without a change. */
  drop(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
    this.held = null;
    this.span = null;
    this.verdict = undefined;
  }

  /** Puts the block down where it is. Throws `Refused` when the desk says no. */
  async settle(): Promise<Put | null> {
    const [held, put] = [this.held, this.put];
    this.drop();
    if (!held || !put) return null;
    if (put.room === null) await desk.parkMeeting(held.meeting.id, put.date, put.start_minute, put.end_minute);
    else await desk.moveMeeting(held.meeting.id, put.room, put.date, put.start_minute, put.end_minute);
    return put;
  }

  #putOf(held: Held): Put {
    const days = Math.floor(held.from / DAY);
    return {
      room: held.lane === UNPLACED ? null : held.lane,
      date: addDays(this.#date, days),
      start_minute: held.from - days * DAY,
      end_minute: held.to - days * DAY,
    };
  }

  #place(held: Held): void {
    const before = this.held;
    this.held = held;
    if (before && before.lane === held.lane && before.from === held.from && before.to === held.to) return;
    this.verdict = undefined;
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    this.#timer = setTimeout(() => void this.#check(held, turn), REST);
  }

  async #check(held: Held, turn: number): Promise<void> {
    try {
      this.#draft ??= desk.draftOf(held.meeting.id);
      const draft = await this.#draft;
      const verdict = await desk.check({ ...draft, ...this.#putOf(held) }, held.meeting.id);
      if (turn === this.#turn) this.verdict = verdict;
    } catch (error) {
      if (turn === this.#turn) this.verdict = error instanceof Refused ? error.refusal : null;
    }
  }
}
