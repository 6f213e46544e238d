// Pages of a paper on the screen: how large, which one is in sight.

export type Zoom = 'width' | 'page' | 'full';

/** An A4 page at 100 %, in CSS pixels (210 × 297 mm at 96 to the inch). */
export const A4 = { width: 794, height: 1123 };

/** Pixels between pages and around them. */
export const GAP = 20;

/** Widest a page is drawn: past that, letters only grow. */
const WIDEST = 1600;

/** Width of a page on a ground of that size, for a zoom. */
export function pageWidth(zoom: Zoom, ground: { width: number; height: number }): number {
  if (zoom === 'full') return A4.width;
  const byWidth = Math.min(WIDEST, Math.max(160, ground.width - 2 * GAP));
  if (zoom === 'width') return Math.round(byWidth);
  const byHeight = ((ground.height - 2 * GAP) * A4.width) / A4.height;
  return Math.round(Math.max(160, Math.min(byWidth, byHeight)));
}

/** Height of a page of that width. */
export function pageHeight(width: number): number {
  return Math.round((width * A4.height) / A4.width);
}

/** The page, from 1, that fills most of the view. */
export function pageInSight(scrollTop: number, viewHeight: number, width: number, pages: number): number {
  const step = pageHeight(width) + GAP;
  const middle = scrollTop + viewHeight / 2 - GAP;
  return Math.min(Math.max(1, pages), Math.max(1, Math.floor(middle / step) + 1));
}

/** Where a page begins, pixels from the top of the roll. */
export function pageTop(page: number, width: number): number {
  return (page - 1) * (pageHeight(width) + GAP);
}

/** Pages to have ready: those in sight and one on each side. */
export function pagesWanted(scrollTop: number, viewHeight: number, width: number, pages: number): number[] {
  const step = pageHeight(width) + GAP;
  const first = Math.max(1, Math.floor((scrollTop - GAP) / step));
  const last = Math.min(pages, Math.floor((scrollTop + viewHeight) / step) + 2);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

/** An SVG text as the address of an image. */
export function svgAddress(svg: string): string {
  const bytes = new TextEncoder().encode(svg);
  const pieces: string[] = [];
  // String.fromCharCode takes its bytes as arguments, and not too many.
  for (let at = 0; at < bytes.length; at += 8192) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return `data:image/svg+xml;base64,${btoa(pieces.join(''))}`;
}
