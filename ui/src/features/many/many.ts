// What is to be changed of many meetings, as it is being said.
import type { Layout, ManyChange } from '$ipc/types';

/** What can be changed, one at a time. */
export const WHATS = ['time', 'room', 'headcount', 'contact', 'level', 'layout', 'kind', 'cancel'] as const;
export type What = (typeof WHATS)[number];

/** The form as it stands. */
export interface Wish {
  what: What;
  days: number | null; minutes: number | null;
  room: string; layout: Layout | '';
  level: ManyChange['level'] | '';
  /** The code of a kind of meeting; null while none is chosen, empty for none. */
  kind: string | null;
  headcount: number | null;
  contact: string; phone: string;
  why: string;
}

/** A form in which nothing is said. */
export function blank(): Wish {
  return { what: 'time', days: null, minutes: null, room: '', layout: '', level: '', kind: null, headcount: null, contact: '', phone: '', why: '' };
}

const NOTHING: ManyChange = { room: null, shift: null, headcount: null, contact: null, phone: null, level: null, layout: null, meeting_kind: null, cancel: null };

/** The change that a form says; none while it says nothing. */
export function changeOf(wish: Wish): ManyChange | null {
  switch (wish.what) {
    case 'time': {
      const shift = (wish.days ?? 0) * 1440 + (wish.minutes ?? 0);
      return shift === 0 ? null : { ...NOTHING, shift };
    }
    case 'room':
      return wish.room === '' ? null : { ...NOTHING, room: wish.room };
    case 'headcount':
      return wish.headcount ? { ...NOTHING, headcount: wish.headcount } : null;
    case 'contact': {
      const [contact, phone] = [wish.contact.trim(), wish.phone.trim()];
      return contact === '' && phone === '' ? null : { ...NOTHING, contact: contact || null, phone: phone || null };
    }
    case 'level':
      return wish.level ? { ...NOTHING, level: wish.level } : null;
    case 'layout':
      return wish.layout === '' ? null : { ...NOTHING, layout: wish.layout };
    case 'kind':
      return wish.kind === null ? null : { ...NOTHING, meeting_kind: wish.kind };
    case 'cancel':
      return wish.why.trim() === '' ? null : { ...NOTHING, cancel: wish.why.trim() };
  }
}
