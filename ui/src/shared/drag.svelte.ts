// Something on the way to a place, under the pointer.

/** How far the pointer moves before it is a drag and no click, pixels. */
export const FAR = 6;

export class Drag<What> {
  /** What is on the way. */
  what = $state.raw<What | null>(null);
  /** Where the pointer is. */
  x = $state(0);
  y = $state(0);
  /** The place under it, by its name. */
  over = $state<string | null>(null);
  #start: { x: number; y: number; what: What } | null = null;
  #dropped = false;

  /** `under` finds the place at a point of the page. */
  constructor(private readonly under: (x: number, y: number) => string | null, private readonly drop: (what: What, place: string | null) => void) {}

  /** The pointer went down on something. */
  begin(event: PointerEvent, what: What): void {
    if (event.button !== 0) return;
    this.#start = { x: event.clientX, y: event.clientY, what };
    this.#dropped = false;
  }

  /** The pointer moved anywhere. */
  move(event: PointerEvent): void {
    const start = this.#start;
    if (!start) return;
    if (this.what === null && Math.hypot(event.clientX - start.x, event.clientY - start.y) < FAR) return;
    this.what = start.what;
    this.x = event.clientX;
    this.y = event.clientY;
    this.over = this.under(event.clientX, event.clientY);
  }

  /** The pointer was let go. */
  end(event: PointerEvent): void {
    const what = this.what;
    this.cancel();
    if (what === null) return;
    // The click that belongs to this drag comes before anything else.
    this.#dropped = true;
    setTimeout(() => (this.#dropped = false));
    this.drop(what, this.under(event.clientX, event.clientY));
  }

  /** Nothing is on the way any more. */
  cancel(): void {
    this.#start = null;
    this.what = null;
    this.over = null;
  }

  /** Whether the click that follows belongs to a drag. */
  get swallow(): boolean {
    return this.#dropped;
  }
}
