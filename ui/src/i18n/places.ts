// Places that are offered, locks and holds in words.
import type { HoldView, Lock, OfferView } from '$ipc/types';
import { nameOf, stamp, whenLine } from './format';
import { listed } from './sentences';
import { titleOf } from './titles';
import { t } from './words.svelte';

type Reason = OfferView['reasons'][number];

function reasonText(reason: Reason): string {
  switch (reason.why) {
    case 'part_of':
      return t('why.part_of', { room: nameOf(reason.room) });
    case 'combined':
      return t('why.combined', { n: reason.rooms });
    case 'lounges':
      return t('why.lounges', { rooms: listed(reason.rooms.map(nameOf)) });
    case 'fits':
      return t('why.fits', { n: reason.spare });
    case 'habit':
    case 'usual_hour':
      return t(`why.${reason.why}`, { n: reason.times });
    default:
      return t(`why.${reason.why}`);
  }
}

/** What speaks for an offer, and what must be known of it. */
export function reasonsText(offer: OfferView): string {
  const way = offer.gives_way;
  const moved = way ? [t('why.gives_way', { number: way.meeting.number, title: titleOf(way.meeting.title), room: nameOf(way.room_name) })] : [];
  return [...moved, ...offer.reasons.map(reasonText)].join(' · ');
}

/** An offer as the list shows it. */
export function offerLine(offer: OfferView): { kind: string; text: string; why: string } {
  const when = whenLine(offer.when);
  return { kind: t(`offer.${offer.kind}`), text: t('offer.line', { room: nameOf(offer.room_name), when, seats: offer.seats }), why: reasonsText(offer) };
}

/** What is locked, by whom and why. */
export function lockText(lock: Lock): string {
  const what = t(lock.time && lock.room ? 'lock.both' : lock.time ? 'lock.time_only' : 'lock.room_only');
  return [what, lock.by, lock.why].filter(Boolean).join(' · ');
}

/** Until when something is held, or that it lapsed. */
export function holdText(hold: HoldView): string {
  return t(hold.lapsed ? 'hold.lapsed' : 'hold.until', { when: stamp(hold.until) });
}
