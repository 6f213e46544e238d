// Where a person can be dropped: on a seat, by its key, or on the list.

/** The list of people; no seat has this key. */
export const LIST = 'list';

/** What lies at a point of the page. */
export function placeAt(x: number, y: number): string | null {
  const under = document.elementFromPoint(x, y);
  return under?.closest('[data-seat]')?.getAttribute('data-seat') || (under?.closest('[data-list]') ? LIST : null);
}
