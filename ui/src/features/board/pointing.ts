// The board by pointer: press on a block and move it or its edges, press on
// an empty place to draw a span, press and let go to open or to book.
import type { BoardState, Drag, Mode } from './board.svelte';
import { EdgeScroll, pull } from './edge';
import { minuteAt, partAt, rowAt, snap, SNAP, type Axis } from './geometry';

export interface PointingActs {
  axis: () => Axis;
  tops: () => readonly number[];
  column: () => number;
  scroller: () => HTMLElement;
  open: (id: string) => void;
  put: () => void;
  /** A block that cannot be moved at all was pulled at. */
  locked: (id: string) => void;
  book: (span: { lane: string; from: number; to: number }) => void;
}

type Place = Pick<PointerEvent, 'clientX' | 'clientY'>;

/** Pixels a pointer may tremble and still be a click. */
const TREMBLE = 4;
/** A click on an empty place books from the half hour, this long. */
const CLICK_LENGTH = 120;

export class Pointing {
  #hand: BoardState;
  #acts: PointingActs;
  #pressed: { id: string | null; mode: Mode; minute: number; lane: string; x: number; y: number; moved: boolean; own: boolean } | null = null;
  #at = { clientX: 0, clientY: 0 };
  #only: Drag = 'both';
  #edge: EdgeScroll;

  constructor(hand: BoardState, acts: PointingActs) {
    this.#hand = hand;
    this.#acts = acts;
    this.#edge = new EdgeScroll(() => this.#acts.scroller(), () => this.#drag());
  }

  down(event: PointerEvent): void {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    const lane = event.target.closest<HTMLElement>('[data-lane]')?.dataset.lane;
    if (lane === undefined) return;
    const block = event.target.closest<HTMLElement>('[data-opens]');
    this.#hand.drop();
    this.#only = 'both';
    const own = block?.dataset.meeting !== undefined;
    this.#pressed = { id: block?.dataset.opens ?? null, mode: block && own ? partAt(block.getBoundingClientRect(), event.clientX) : 'move', minute: this.#minute(event), lane, x: event.clientX, y: event.clientY, moved: false, own };
    if (own) this.#hand.chosen = block?.dataset.meeting ?? null;
    this.#acts.scroller().setPointerCapture(event.pointerId);
  }

  move(event: PointerEvent): void {
    const pressed = this.#pressed;
    if (!pressed) return;
    if (!pressed.moved) {
      if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < TREMBLE) return;
      pressed.moved = true;
      if (pressed.id && pressed.own) {
        const meeting = this.#hand.rows.flatMap((lane) => lane.placed).find((placed) => placed.meeting.id === pressed.id)?.meeting;
        const may = meeting && this.#hand.may(meeting);
        if (meeting && may && (may.time || (may.room && pressed.mode === 'move'))) this.#hand.take(meeting, pressed.mode);
        else if (meeting?.lock) this.#acts.locked(meeting.id);
      }
    }
    this.#at = { clientX: event.clientX, clientY: event.clientY };
    this.#only = event.shiftKey ? this.#first(pressed) : 'both';
    this.#drag();
  }

  // With Shift down only what moved first changes: the larger way from where it
  // was pressed, until Shift is let go.
  #first(pressed: { x: number; y: number }): Drag {
    if (this.#only !== 'both') return this.#only;
    return Math.abs(this.#at.clientX - pressed.x) >= Math.abs(this.#at.clientY - pressed.y) ? 'time' : 'room';
  }

  // What is in hand to where the pointer is, after it moved or the board did.
  #drag(): void {
    const pressed = this.#pressed;
    if (!pressed) return this.#edge.stop();
    const minute = this.#minute(this.#at);
    if (this.#hand.held) this.#hand.drag(this.#lane(this.#at) ?? pressed.lane, minute - pressed.minute, this.#only);
    else if (!pressed.id) {
      const [a, b] = [snap(Math.min(minute, pressed.minute)), snap(Math.max(minute, pressed.minute))];
      this.#hand.span = { lane: pressed.lane, from: a, to: Math.max(b, a + SNAP) };
    }
    this.#pull();
  }

  // Only a block that is moved as a whole goes to other rows.
  #pull(): void {
    const { held, span } = this.#hand;
    if (!held && !span) return this.#edge.stop();
    const box = this.#acts.scroller();
    const { left, top } = box.getBoundingClientRect();
    const [x, y] = [this.#at.clientX - left - box.clientLeft, this.#at.clientY - top - box.clientTop];
    this.#edge.follow({
      x: pull(x, this.#acts.column(), box.clientWidth),
      y: held?.mode === 'move' ? pull(y, this.#head(), box.clientHeight) : 0,
    });
  }

  up(event: PointerEvent): void {
    const pressed = this.#pressed;
    this.#pressed = null;
    this.#edge.stop();
    if (!pressed) return;
    this.#acts.scroller().releasePointerCapture(event.pointerId);
    if (this.#hand.held) return this.#acts.put();
    const span = this.#hand.span;
    this.#hand.drop();
    if (pressed.id) {
      if (!pressed.moved) this.#acts.open(pressed.id);
    } else if (span) this.#acts.book(span);
    else {
      const from = Math.floor(pressed.minute / 30) * 30;
      this.#acts.book({ lane: pressed.lane, from, to: from + CLICK_LENGTH });
    }
  }

  cancel(): void {
    this.#pressed = null;
    this.#edge.stop();
    this.#hand.drop();
  }

  #minute(event: Place): number {
    const box = this.#acts.scroller();
    return minuteAt(this.#acts.axis(), event.clientX - box.getBoundingClientRect().left - box.clientLeft + box.scrollLeft - this.#acts.column());
  }

  #lane(event: Place): string | undefined {
    const box = this.#acts.scroller();
    const y = event.clientY - box.getBoundingClientRect().top - box.clientTop + box.scrollTop - this.#head();
    return this.#hand.rows[rowAt(this.#acts.tops(), y)]?.id;
  }

  #head(): number {
    return this.#acts.scroller().querySelector<HTMLElement>('.head')?.offsetHeight ?? 0;
  }
}
