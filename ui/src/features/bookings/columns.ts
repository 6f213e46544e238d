// The measures of the list of bookings, in rem. English tags are longer than
// Chinese ones: they take two lines where they have to, in higher rows.

import type { Language } from '$ipc/types';

export interface Measures {
  /** Columns, as CSS grid tracks. */
  columns: string;
  /** Narrowest the table may be before it scrolls sideways. */
  least: number;
  /** Height of a row. */
  row: number;
  /** Widths that tags have to fit into. */
  state: number;
  marks: number;
}

/** The measures for a language. */
export function measures(language: Language): Measures {
  const [state, marks] = language === 'zh' ? [6.4, 18.4] : [9.8, 15.8];
  const columns = `9rem 7.4rem 6.6rem minmax(12rem, 2fr) minmax(8rem, 1.1fr) 4.4rem minmax(7rem, 1fr) ${state}rem minmax(${marks}rem, 1.5fr)`;
  // What has a fixed or a least width, and the gaps between.
  const least = 9 + 7.4 + 6.6 + 12 + 8 + 4.4 + 7 + state + marks + 9;
  return { columns, least, row: language === 'zh' ? 2.7 : 3.6, state, marks };
}
