// Somebody on the way from a list or a post to a post.

/** Who is on the way, and from which post, if any. */
export interface Carried { name: string; staff: string | null; from: string | null }

/** The post at a point of the page. */
export function postAt(x: number, y: number): string | null {
  return document.elementFromPoint(x, y)?.closest('[data-post]')?.getAttribute('data-post') ?? null;
}
