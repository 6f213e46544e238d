// An offer as changes to a draft.
import type { Draft, OfferView } from '$ipc/types';

/** What taking an offer changes. */
export function withOffer(offer: OfferView): Partial<Draft> {
  return {
    room: offer.room,
    layout: offer.layout,
    also: offer.also,
    date: offer.when.date,
    start_minute: offer.when.start_minute,
    end_minute: offer.when.end_minute,
    all_day: offer.when.all_day,
  };
}
