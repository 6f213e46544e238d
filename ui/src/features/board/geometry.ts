// Where things lie on the board: minutes to pixels and back, rows of unequal
// height, and which rows are in sight.

/** Minutes to pixels. */
export interface Axis { from: number; to: number; perMinute: number }

/** Minutes that dragging snaps to. */
export const SNAP = 5;
/** Minutes that a key moves by. */
export const STEP = 15;
/** Height of a line of text in a block, rem. */
export const LINE = 1.25;
/** The shortest meeting that stretching leaves. */
export const SHORTEST = 15;

/** An axis over whole hours that fills `width`, or more when hours would get too narrow. */
export function axis(from: number, to: number, width: number, narrowestHour: number): Axis {
  const first = Math.floor(from / 60) * 60;
  const last = Math.max(first + 60, Math.ceil(to / 60) * 60);
  return { from: first, to: last, perMinute: Math.max(width / (last - first), narrowestHour / 60) };
}

/** Pixels from the left edge. */
export function x(axis: Axis, minute: number): number {
  return (minute - axis.from) * axis.perMinute;
}

/** The minute at a pixel. */
export function minuteAt(axis: Axis, px: number): number {
  return axis.from + px / axis.perMinute;
}

/** How wide the axis is. */
export function widthOf(axis: Axis): number {
  return (axis.to - axis.from) * axis.perMinute;
}

/** Full hours on the axis, thinned out when they would touch. */
export function hours(axis: Axis, narrowestLabel: number): number[] {
  const every = [1, 2, 3, 4, 6, 12].find((n) => n * 60 * axis.perMinute >= narrowestLabel) ?? 12;
  const found: number[] = [];
  for (let at = axis.from; at < axis.to; at += 60) if ((at / 60) % every === 0) found.push(at);
  return found;
}

/** The nearest multiple of `step`. */
export function snap(minute: number, step = SNAP): number {
  return Math.round(minute / step) * step;
}

/** A span cut to the axis, with what was cut off. */
export function cut(axis: Axis, from: number, to: number): { left: number; width: number; before: boolean; after: boolean } | undefined {
  if (to <= axis.from || from >= axis.to) return undefined;
  const [a, b] = [Math.max(from, axis.from), Math.min(to, axis.to)];
  return { left: x(axis, a), width: (b - a) * axis.perMinute, before: from < axis.from, after: to > axis.to };
}

/** Tops of rows from their heights; one more at the end for the bottom. */
export function tops(heights: readonly number[]): number[] {
  const found = [0];
  for (const height of heights) found.push((found[found.length - 1] ?? 0) + height);
  return found;
}

/** The row at a height; the nearest one when outside. */
export function rowAt(tops: readonly number[], y: number): number {
  let [low, high] = [0, Math.max(0, tops.length - 2)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** More rows than this are drawn only while in sight. */
export const ALL_ROWS = 60;

/** The rows to draw, first and one past the last. */
export function inSight(tops: readonly number[], scroll: number, height: number): [number, number] {
  const rows = tops.length - 1;
  if (rows <= ALL_ROWS) return [0, rows];
  return [Math.max(0, rowAt(tops, scroll) - 4), Math.min(rows, rowAt(tops, scroll + height) + 5)];
}

/** Pixels at either end of a block that stretch it; a third of a narrow one. */
const END = 8;

/** What pressing a block there takes in hand: the whole of it or an end. */
export function partAt({ left, right }: { left: number; right: number }, at: number): 'move' | 'start' | 'end' {
  const end = Math.min(END, (right - left) / 3);
  if (at >= right - end) return 'end';
  return at <= left + end ? 'start' : 'move';
}

/** What a drag made of a span. */
export function dragged(mode: 'move' | 'start' | 'end', from: number, to: number, by: number, step = SNAP): { from: number; to: number } {
  if (mode === 'move') {
    const start = snap(from + by, step);
    return { from: start, to: start + (to - from) };
  }
  if (mode === 'start') return { from: Math.min(snap(from + by, step), to - SHORTEST), to };
  return { from, to: Math.max(snap(to + by, step), from + SHORTEST) };
}
