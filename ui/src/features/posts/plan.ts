// What the plan and the lists of posts need to know, without a window.
import type { FreePerson, HallShape, HallShapeKind, PostKind, PostView } from '$ipc/types';

/** Kinds of posts, in the order of legends. */
export const KINDS: readonly PostKind[] = ['etiquette', 'ordinary', 'gallery', 'security', 'technical'];
/** Shapes of a plan, in the order they are offered. */
export const SHAPES: readonly HallShapeKind[] = ['stage', 'seats', 'table', 'round_table', 'door', 'wall', 'gallery', 'text'];

/** The outline of a kind's mark about its middle, `r` large: each has a shape of
 *  its own, so that it is told without colours. */
export function outline(kind: PostKind, r: number): string {
  const at = (points: readonly (readonly [number, number])[]) => `M${points.map(([x, y]) => `${round(x * r)} ${round(y * r)}`).join('L')}Z`;
  switch (kind) {
    case 'etiquette': return `M${round(-r)} 0A${round(r)} ${round(r)} 0 1 1 ${round(r)} 0A${round(r)} ${round(r)} 0 1 1 ${round(-r)} 0Z`;
    case 'gallery': return at([[0, -1.2], [1.15, 0.85], [-1.15, 0.85]]);
    case 'security': return at([[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]]);
    case 'technical': return at([[-0.5, -0.95], [0.5, -0.95], [1.05, 0], [0.5, 0.95], [-0.5, 0.95], [-1.05, 0]]);
    default: return at([[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]]);
  }
}

const round = (n: number) => Math.round(n * 100) / 100;

/** How large a mark is on a plan, decimetres. */
export const markSize = (width: number, height: number): number => Math.max(width, height * 1.4) / 46;

/** Which way an arrow key goes. */
export type Way = 'up' | 'down' | 'left' | 'right';
export const wayOf = (key: string): Way | undefined => ({ ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const)[key as 'ArrowUp'];

/** The post that is next that way: straight ahead goes before aside. */
export function nearest(posts: readonly PostView[], from: string | null, way: Way): PostView | undefined {
  const here = posts.find((post) => post.id === from);
  if (!here) return posts[0];
  let best: PostView | undefined;
  let least = Infinity;
  for (const post of posts) {
    const dx = post.place.x - here.place.x;
    const dy = post.place.y - here.place.y;
    const ahead = way === 'up' ? -dy : way === 'down' ? dy : way === 'left' ? -dx : dx;
    const aside = Math.abs(way === 'up' || way === 'down' ? dx : dy);
    if (ahead <= 0) continue;
    const far = ahead + 3 * aside;
    if (far < least) [best, least] = [post, far];
  }
  return best;
}

/** The people whom words find: by name, pinyin, badge, team. */
export function found(people: readonly FreePerson[], words: string): FreePerson[] {
  const wanted = words.toLowerCase().split(/\s+/u).filter(Boolean);
  return people.filter((one) => wanted.every((word) => `${one.name} ${one.typed} ${one.number} ${one.team}`.toLowerCase().includes(word)));
}

/** The next post after one, in the order of numbers, that nobody is on. */
export function nextOpen(posts: readonly PostView[], after: string | null): PostView | undefined {
  const start = posts.findIndex((post) => post.id === after) + 1;
  return [...posts.slice(start), ...posts.slice(0, start)].find((post) => post.holder === null);
}

/** A new shape in the middle of a plan. */
export function freshShape(kind: HallShapeKind, width: number, height: number): HallShape {
  const sizes: Record<HallShapeKind, [number, number]> = { stage: [100, 40], seats: [80, 60], table: [40, 14], round_table: [24, 24], door: [20, 4], wall: [80, 4], gallery: [120, 40], text: [40, 12] };
  const [w, h] = sizes[kind];
  const [wide, high] = [Math.min(w, width), Math.min(h, height)];
  return { kind, x: Math.round((width - wide) / 2), y: Math.round((height - high) / 2), width: wide, height: high, turn: 0, rows: kind === 'seats' || kind === 'gallery' ? 5 : 0, text: { zh: '', en: '' } };
}

/** What was drawn, step by step, to go back and forth. */
export class Steps<T> {
  #past: string[] = [];
  #next: string[] = [];

  /** Remembers what there was before a change. */
  keep(value: T): void {
    const text = JSON.stringify(value);
    if (this.#past.at(-1) === text) return;
    this.#past.push(text);
    if (this.#past.length > 100) this.#past.shift();
    this.#next = [];
  }

  /** What there was before; what is now can be come back to. */
  undo(now: T): T | undefined {
    return this.#step(this.#past, this.#next, now);
  }

  redo(now: T): T | undefined {
    return this.#step(this.#next, this.#past, now);
  }

  #step(from: string[], to: string[], now: T): T | undefined {
    const current = JSON.stringify(now);
    let text = from.pop();
    while (text === current) text = from.pop();
    if (text === undefined) return undefined;
    to.push(current);
    return JSON.parse(text) as T;
  }

  forget(): void {
    this.#past = [];
    this.#next = [];
  }
}
