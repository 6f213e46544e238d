// How a booking's state looks in small: a tone and a line.

import type { BoardMeeting, FollowUp, State } from '$ipc/types';
import { nameOf, spanText, t, titleOf } from '$i18n';
import type { Tone } from '$shared/tones';

/** The tone of a state; its words always stand beside it or in its label. */
export const STATE_TONE: Record<State, Tone> = {
  enquiry: 'plain',
  held: 'amber',
  awaiting_approval: 'plum',
  confirmed: 'dai',
  in_preparation: 'dai',
  in_session: 'jade',
  clearing: 'plain',
  closed: 'plain',
  cancelled: 'plain',
};

/** States that promise nothing yet are drawn with a broken line. */
export function isLoose(state: State): boolean {
  return state === 'enquiry' || state === 'held' || state === 'awaiting_approval';
}

/** `09:00–11:30`, or all day. */
export function whenText(meeting: BoardMeeting): string {
  return meeting.when.all_day ? t('time.all_day') : spanText(meeting.from_minute, meeting.to_minute);
}

/** A meeting in one line, for those who do not see it drawn. */
export function spoken(meeting: BoardMeeting, room: Parameters<typeof nameOf>[0]): string {
  const parts = [
    meeting.number,
    titleOf(meeting.title),
    nameOf(room),
    whenText(meeting),
    t(`state.${meeting.state}`),
    meeting.clash ? t(`severity.${meeting.clash}`) : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

/** What is open about a booking, as short as a tag; its title says it in full. */
export function followUpMark(follow: FollowUp): string {
  switch (follow.kind) {
    case 'too_many':
      return t('mark_follow.too_many', { heads: follow.heads, seats: follow.seats });
    case 'incomplete':
      return t('mark_follow.incomplete', { n: follow.missing.length });
    default:
      return t(`mark_follow.${follow.kind}`);
  }
}
