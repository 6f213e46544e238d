// A person on the way from a list or a seat to a seat, under the pointer.

/** How far the pointer moves before it is a drag and no click, pixels. */
const FAR = 6;

/** A place that a person can be dropped on: a seat's key, or the list. */
export type Place = { seat: string } | 'list' | null;

export class Drag {
  /** Who is on the way. */
  who = $state<string | null>(null);
  /** Where the pointer is. */
  x = $state(0);
  y = $state(0);
  /** The seat under it. */
  over = $state<string | null>(null);
  #start: { x: number; y: number; who: string } | null = null;
  #dropped = false;

  constructor(private readonly drop: (who: string, place: Place) => void) {}

  /** The pointer went down on somebody. */
  begin(event: PointerEvent, who: string): void {
    if (event.button !== 0) return;
    this.#start = { x: event.clientX, y: event.clientY, who };
    this.#dropped = false;
  }

  /** The pointer moved anywhere. */
  move(event: PointerEvent): void {
    const start = this.#start;
    if (!start) return;
    if (this.who === null && Math.hypot(event.clientX - start.x, event.clientY - start.y) < FAR) return;
    this.who = start.who;
    this.x = event.clientX;
    this.y = event.clientY;
    const place = placeAt(event.clientX, event.clientY);
    this.over = place !== null && place !== 'list' ? place.seat : null;
  }

  /** The pointer was let go. */
  end(event: PointerEvent): void {
    const who = this.who;
    this.cancel();
    if (who === null) return;
    // The click that belongs to this drag comes before anything else.
    this.#dropped = true;
    setTimeout(() => (this.#dropped = false));
    this.drop(who, placeAt(event.clientX, event.clientY));
  }

  /** Nobody is on the way any more. */
  cancel(): void {
    this.#start = null;
    this.who = null;
    this.over = null;
  }

  /** Whether the click that follows belongs to a drag. */
  get swallow(): boolean {
    return this.#dropped;
  }
}

function placeAt(x: number, y: number): Place {
  const under = document.elementFromPoint(x, y);
  const seat = under?.closest('[data-seat]')?.getAttribute('data-seat');
  if (seat) return { seat };
  return under?.closest('[data-list]') ? 'list' : null;
}
