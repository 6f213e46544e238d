// What can be done with a meeting where it is drawn: actions of the registry and
// what keeps it in its place, those that make sense of it and are allowed.
import type { KeepingView, State } from '$ipc';
import type { Key } from '$i18n';
import type { IconName } from '$shared/icons';
import { ACTIONS, isAllowed, shownKeys, type Situation } from './actions';

/** What keeps it in its place: the keys of the board. */
export type Kept = 'move' | 'park' | 'hold' | 'confirm' | 'lock';

export interface Entry { id: string; word: Key; icon?: IconName; keys?: string; danger?: boolean; kept?: Kept }

/** What is known of the meeting. */
export interface Known {
  state: State;
  next: readonly State[];
  keeping: Pick<KeepingView, 'parked' | 'hold' | 'lock' | 'holdable'>;
  /** A notice of it was issued. */
  noticed: boolean;
  /** It lies on a board, where keys move it. */
  onBoard: boolean;
}

const ICONS: Record<string, IconName> = {
  'meeting.open': 'right', 'meeting.edit': 'pencil', 'meeting.copy': 'plus', 'meeting.notice': 'checks', 'meeting.seats': 'people', 'meeting.posts': 'pin', 'meeting.print': 'print', 'meeting.cancel': 'trash',
};
/** Keys that the board itself has for them. */
const BOARD_KEYS: Record<string, string> = { 'meeting.open': 'Enter', 'meeting.cancel': 'Del' };

/** The menu of a meeting, in groups. */
export function menuOf(known: Known, now: Situation): Entry[][] {
  const { keeping, onBoard } = known;
  const over = known.state === 'cancelled' || known.state === 'closed';
  const may = (id: string) => ACTIONS.some((one) => one.id === id && isAllowed(one, now));
  const entry = (id: string, when = true): Entry[] => {
    const action = ACTIONS.find((one) => one.id === id);
    const word = action?.words.at(-1);
    if (!when || !action || !word || !may(id)) return [];
    const keys = action.keys?.[0] ? shownKeys(action.keys[0]) : onBoard ? BOARD_KEYS[id] : undefined;
    const icon = ICONS[id];
    return [{ id, word, ...(icon && { icon }), ...(keys && { keys }), ...(id === 'meeting.cancel' && { danger: true }) }];
  };
  const kept = (what: Kept, word: Key, key: string, icon: IconName, when: boolean): Entry[] =>
    when && !over && now.may('book') ? [{ id: `meeting.${what}`, kept: what, word, icon, ...(onBoard && { keys: key }) }] : [];
  const held = keeping.hold;
  return [
    [...entry('meeting.open'), ...entry('meeting.edit', !over), ...entry('meeting.copy')],
    [
      ...kept('move', 'menu.move', 'M', 'swap', onBoard && !(keeping.lock?.time && keeping.lock.room)),
      ...kept('park', 'lane.park', 'P', 'down', !keeping.parked && !keeping.lock?.room),
      ...kept('hold', held ? (held.lapsed ? 'hold.revive' : 'hold.prolong') : 'hold.make', 'H', 'clock', keeping.holdable),
      ...kept('confirm', 'hold.confirm', 'Y', 'checks', held !== null && known.next.includes('confirmed')),
      ...kept('lock', keeping.lock ? 'lock.off' : 'lock.title', 'L', 'pinned', true),
    ],
    [...entry('meeting.notice'), ...entry('meeting.seats'), ...entry('meeting.posts'), ...entry('meeting.print', known.noticed)],
    entry('meeting.cancel', known.next.includes('cancelled')),
  ];
}
