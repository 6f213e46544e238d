// While something is dragged near an edge of the board, the board scrolls, the
// faster the nearer the edge.

/** Pixels from an edge within which it pulls. */
const ZONE = 56;
/** Pixels a second at the edge itself and beyond it. */
const FASTEST = 1100;
/** A frame that came late counts for no more than this, milliseconds. */
const LONGEST_FRAME = 50;

export interface Speed { x: number; y: number }

/** What can be scrolled. */
export interface Scrolled { scrollLeft: number; scrollTop: number }

/** Pixels a second at a place between two edges: negative near the first. */
export function pull(at: number, first: number, last: number): number {
  // On a narrow board the zones leave the middle free.
  const zone = Math.min(ZONE, (last - first) / 3);
  if (zone <= 0) return 0;
  const depth = at < first + zone ? at - first - zone : at > last - zone ? at - last + zone : 0;
  const share = Math.min(1, Math.abs(depth) / zone);
  return Math.sign(depth) * share * share * FASTEST;
}

/** Scrolls frame by frame for as long as something pulls and gives way. */
export class EdgeScroll {
  #box: () => Scrolled;
  #scrolled: () => void;
  #speed: Speed = { x: 0, y: 0 };
  // Parts of a pixel, kept for the next frame: places are whole pixels.
  #rest: Speed = { x: 0, y: 0 };
  #frame: number | undefined;
  #last: number | undefined;

  /** `scrolled` is told after each step: what is dragged follows. */
  constructor(box: () => Scrolled, scrolled: () => void) {
    this.#box = box;
    this.#scrolled = scrolled;
  }

  /** Takes a new pull; none stops it. */
  follow(speed: Speed): void {
    if (speed.x === 0 && speed.y === 0) return this.stop();
    this.#speed = speed;
    this.#frame ??= requestAnimationFrame((time) => this.#step(time));
  }

  stop(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#last = undefined;
    this.#rest = { x: 0, y: 0 };
  }

  #step(time: number): void {
    this.#frame = requestAnimationFrame((next) => this.#step(next));
    const passed = Math.min(LONGEST_FRAME, time - (this.#last ?? time)) / 1000;
    this.#last = time;
    const box = this.#box();
    const before = [box.scrollLeft, box.scrollTop];
    const [right, down] = [this.#whole('x', passed), this.#whole('y', passed)];
    if (right !== 0) box.scrollLeft += right;
    if (down !== 0) box.scrollTop += down;
    if (box.scrollLeft !== before[0] || box.scrollTop !== before[1]) this.#scrolled();
    // At the end of the board nothing gives way any more.
    else if (right !== 0 || down !== 0) this.stop();
  }

  #whole(along: 'x' | 'y', passed: number): number {
    const all = this.#rest[along] + this.#speed[along] * passed;
    const whole = Math.trunc(all);
    this.#rest[along] = all - whole;
    return whole;
  }
}
