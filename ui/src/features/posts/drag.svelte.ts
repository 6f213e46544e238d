// A person on the way from a list or a post to a post, under the pointer.

/** How far the pointer moves before it is a drag and no click, pixels. */
export const FAR = 6;

/** Who is on the way, and from which post, if any. */
export interface Carried { name: string; staff: string | null; from: string | null }

export class Drag {
  /** Who is on the way. */
  who = $state.raw<Carried | null>(null);
  /** Where the pointer is. */
  x = $state(0);
  y = $state(0);
  /** The post under it. */
  over = $state<string | null>(null);
  #start: { x: number; y: number; who: Carried } | null = null;
  #dropped = false;

  constructor(private readonly drop: (who: Carried, post: string) => void) {}

  /** The pointer went down on somebody. */
  begin(event: PointerEvent, who: Carried): void {
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
    this.over = postAt(event.clientX, event.clientY);
  }

  /** The pointer was let go. */
  end(event: PointerEvent): void {
    const who = this.who;
    this.cancel();
    if (who === null) return;
    // The click that belongs to this drag comes before anything else.
    this.#dropped = true;
    setTimeout(() => (this.#dropped = false));
    const post = postAt(event.clientX, event.clientY);
    if (post !== null && post !== who.from) this.drop(who, post);
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

function postAt(x: number, y: number): string | null {
  return document.elementFromPoint(x, y)?.closest('[data-post]')?.getAttribute('data-post') ?? null;
}
