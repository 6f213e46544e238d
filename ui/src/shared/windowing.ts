// Which rows of a long list are drawn: those in sight and a few around them.

export interface Slice {
  /** First row drawn. */
  from: number;
  /** One past the last row drawn. */
  to: number;
  /** Pixels above the first row drawn. */
  above: number;
  /** Pixels below the last row drawn. */
  below: number;
}

/** Rows drawn beyond each edge, so that a quick scroll meets no blank. */
const SPARE_ROWS = 8;

/** The rows to draw of `count` rows, each `rowHeight` pixels high. */
export function sliceOf(scrollTop: number, viewHeight: number, rowHeight: number, count: number): Slice {
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const last = Math.ceil((Math.max(0, scrollTop) + viewHeight) / rowHeight);
  const to = Math.min(count, last + SPARE_ROWS);
  const from = Math.min(Math.max(0, first - SPARE_ROWS), to);
  return { from, to, above: from * rowHeight, below: (count - to) * rowHeight };
}

/**
 * Where to scroll so that row `index` is wholly in sight below a head of
 * `headHeight` pixels; the present place when it already is.
 */
export function scrollTo(index: number, scrollTop: number, viewHeight: number, rowHeight: number, headHeight = 0): number {
  const top = index * rowHeight;
  const room = viewHeight - headHeight;
  if (top < scrollTop) return top;
  if (top + rowHeight > scrollTop + room) return top + rowHeight - room;
  return scrollTop;
}
