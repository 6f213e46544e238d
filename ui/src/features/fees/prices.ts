// A line of the price list as it is edited.
import type { Price } from '$ipc/types';
import type { Key } from '$i18n';
import { NEW } from '$shared/ids';
import { fenOf } from './fees';

/** A new line, from a day on. */
export function blankPrice(from: string): Price {
  return { id: NEW, name: { zh: '', en: '' }, group: 'room', fen: 0, unit: { zh: '', en: '' }, charge: { charge: 'hand' }, from, until: null, retired: false };
}

/** How a price may be counted. */
export const CHARGES = ['room_session', 'asked', 'used', 'hand'] as const;

/** Another way to count, with what it needs still to be said. */
export function chargeOf(kind: (typeof CHARGES)[number]): Price['charge'] {
  switch (kind) {
    case 'room_session':
      return { charge: 'room_session', room: null, class: null };
    case 'asked':
      return { charge: 'asked', kind: '', figure: null };
    case 'used':
      return { charge: 'used', item: '' };
    default:
      return { charge: 'hand' };
  }
}

/** Why a line cannot be saved; null when it can. `amount` is the price as it is typed. */
export function priceFault(price: Price, amount: string): Key | null {
  if (price.name.zh.trim() === '' && price.name.en.trim() === '') return 'price.fault_name';
  const fen = fenOf(amount);
  if (fen === undefined || fen < 0) return 'price.fault_amount';
  if (price.charge.charge === 'used' && price.charge.item.trim() === '') return 'price.fault_item';
  if (price.charge.charge === 'asked' && price.charge.kind === '') return 'price.fault_kind';
  if (price.until !== null && price.until < price.from) return 'price.fault_span';
  return null;
}
