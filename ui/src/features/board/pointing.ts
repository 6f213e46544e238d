// The board by pointer: press on a block and move it or its edges, press on
// an empty place to draw a span, press and let go to open or to book.
import type { BoardState, Mode } from './board.svelte';
import { minuteAt, rowAt, snap, SNAP, type Axis } from './geometry';

export interface PointingActs {
  axis: () => Axis;
  tops: () => readonly number[];
  column: () => number;
  scroller: () => HTMLElement;
  open: (id: string) => void;
  put: () => void;
  book: (span: { lane: string; from: number; to: number }) => void;
}

/** Pixels a pointer may tremble and still be a click. */
const TREMBLE = 4;
/** A click on an empty place books from the half hour, this long. */
const CLICK_LENGTH = 120;

export class Pointing {
  #hand: BoardState;
  #acts: PointingActs;
  #pressed: { id: string | null; mode: Mode; minute: number; lane: string; x: number; y: number; moved: boolean; own: boolean } | null = null;

  constructor(hand: BoardState, acts: PointingActs) {
    this.#hand = hand;
    this.#acts = acts;
  }

  down(event: PointerEvent): void {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    const lane = event.target.closest<HTMLElement>('[data-lane]')?.dataset.lane;
    if (lane === undefined) return;
    const block = event.target.closest<HTMLElement>('[data-opens]');
    const edge = event.target.closest<HTMLElement>('[data-edge]')?.dataset.edge as Mode | undefined;
    this.#hand.drop();
    const own = block?.dataset.meeting !== undefined;
    this.#pressed = { id: block?.dataset.opens ?? null, mode: edge ?? 'move', minute: this.#minute(event), lane, x: event.clientX, y: event.clientY, moved: false, own };
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
        if (meeting) this.#hand.take(meeting, pressed.mode);
      }
    }
    const minute = this.#minute(event);
    if (this.#hand.held) this.#hand.drag(this.#lane(event) ?? pressed.lane, minute - pressed.minute);
    else if (!pressed.id) {
      const [a, b] = [snap(Math.min(minute, pressed.minute)), snap(Math.max(minute, pressed.minute))];
      this.#hand.span = { lane: pressed.lane, from: a, to: Math.max(b, a + SNAP) };
    }
  }

  up(event: PointerEvent): void {
    const pressed = this.#pressed;
    this.#pressed = null;
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
    this.#hand.drop();
  }

  #minute(event: PointerEvent): number {
    const box = this.#acts.scroller();
    return minuteAt(this.#acts.axis(), event.clientX - box.getBoundingClientRect().left - box.clientLeft + box.scrollLeft - this.#acts.column());
  }

  #lane(event: PointerEvent): string | undefined {
    const box = this.#acts.scroller();
    const head = box.querySelector<HTMLElement>('.head')?.offsetHeight ?? 0;
    const y = event.clientY - box.getBoundingClientRect().top - box.clientTop + box.scrollTop - head;
    return this.#hand.rows[rowAt(this.#acts.tops(), y)]?.id;
  }
}
