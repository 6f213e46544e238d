// Everything the program can be told to do, once: the command bar offers it,
// the sheet of keys lists it, and the keyboard calls it from here. No key works
// that the sheet does not show.
import type { Key } from '$i18n';
import type { SessionView } from '$ipc/types';
import { ofSettings, screens, type NavScreen } from './router.svelte';

export type Right = NonNullable<SessionView['person']>['rights'][number];

/** What the window does for an action. */
export interface Host {
  go: (screen: string, ...args: string[]) => void;
  book: () => void;
  command: () => void;
  help: () => void;
  lock: () => void;
  undo: () => void;
  redo: () => void;
  copy: (id: string) => void;
  person: () => void;
  theme: (theme: 'light' | 'dark' | 'system') => void;
  language: (language: 'zh' | 'en') => void;
  /** The meeting that is open. */
  amend: (id: string) => void;
  cancel: (id: string) => void;
  /** Its service notice, to be looked at and printed. */
  print: (id: string) => void;
}

/** What holds while an action is looked for. */
export interface Situation {
  /** The meeting that is shown, if one is. */
  meeting: string | null;
  governed: boolean;
  signedIn: boolean;
  may: (right: Right) => boolean;
}

export interface Action {
  /** Remembered by: never changed. */
  id: string;
  /** What it is called: words in a row. */
  words: readonly Key[];
  /** Other words it is looked for by. */
  also?: Key;
  /** Chords that call it, as `chord` writes them. */
  keys?: readonly string[];
  /** They work while something is typed too. */
  typing?: boolean;
  /** What it takes to be allowed, one of them where there are several; shown to others with who may. */
  right?: Right | readonly Right[];
  /** Whether it makes sense now. */
  when?: (now: Situation) => boolean;
  run: (host: Host, now: Situation) => void;
}

/** The tabs of each screen, and what they are called. */
const TABS: readonly (readonly [NavScreen | (typeof ofSettings)[number], string, readonly string[], Right?])[] = [
  ['bookings', 'view.', ['day', 'week', 'month', 'year', 'list']],
  ['duty', 'desk.', ['hotline', 'incidents', 'patrol', 'free', 'shift']],
  ['stock', 'stock.tab_', ['list', 'pick', 'buy']],
  ['roster', 'roster.tab_', ['month', 'day', 'swaps', 'hours', 'setup']],
  ['people', 'staff.tab_', ['list', 'leave', 'skills']],
  ['after', 'after.tab_', ['settling', 'lost', 'fees', 'prices']],
  ['rooms', 'rooms.tab_', ['rooms', 'halls', 'templates', 'kinds', 'lists', 'holidays', 'venue']],
  ['accounts', 'accounts.tab_', ['accounts', 'roles', 'rules', 'forbidden']],
];

const nav: Action[] = screens.map((screen, at) => ({
  id: `go.${screen}`,
  words: [`nav.${screen}` as Key],
  also: 'action.go',
  ...(at < 9 && { keys: [`Alt+${at + 1}`], typing: true }),
  run: (host) => host.go(screen),
}));

const tabs: Action[] = TABS.flatMap(([screen, words, all]) =>
  all.map((tab): Action => ({ id: `go.${screen}.${tab}`, words: [`nav.${screen}` as Key, `${words}${tab}` as Key], run: (host) => host.go(screen, tab) })),
);

const open = (now: Situation) => now.meeting !== null;
const ofMeeting = (id: string, words: readonly Key[], run: (host: Host, meeting: string) => void, right?: Action['right']): Action => ({
  id, words, when: open, ...(right && { right }), run: (host, now) => now.meeting !== null && run(host, now.meeting),
});

/** Every action there is. */
export const ACTIONS: readonly Action[] = [
  { id: 'command', words: ['keys.command'], keys: ['Ctrl+k'], typing: true, when: () => false, run: (host) => host.command() },
  { id: 'book', words: ['common.new_booking'], keys: ['F2'], typing: true, right: 'book', run: (host) => host.book() },
  { id: 'book.letter', words: ['common.new_booking'], keys: ['n'], when: () => false, run: (host) => host.book() },
  ofMeeting('meeting.open', ['action.meeting', 'action.open'], (host, id) => host.go('meeting', id)),
  ofMeeting('meeting.edit', ['action.meeting', 'action.edit'], (host, id) => host.amend(id), 'book'),
  { ...ofMeeting('meeting.copy', ['copy.title'], (host, id) => host.copy(id), 'book'), keys: ['c'] },
  ofMeeting('meeting.cancel', ['action.meeting', 'action.cancel'], (host, id) => host.cancel(id), 'cancel'),
  ofMeeting('meeting.notice', ['action.meeting', 'notice.title'], (host, id) => host.go('meeting', id, 'notice')),
  ofMeeting('meeting.print', ['action.meeting', 'menu.print'], (host, id) => host.print(id), ['issue_notice', 'requirements', 'confirm', 'print']),
  ofMeeting('meeting.seats', ['action.meeting', 'action.seats'], (host, id) => host.go('seats', id)),
  ofMeeting('meeting.posts', ['action.meeting', 'action.posts'], (host, id) => host.go('posts', id)),
  ofMeeting('meeting.fee', ['action.meeting', 'action.fee'], (host, id) => host.go('after', 'fees', id)),
  ofMeeting('meeting.lost', ['action.meeting', 'after.tab_lost'], (host, id) => host.go('after', 'lost', id)),
  ...nav,
  ...tabs,
  { id: 'print.bulletin', words: ['action.print', 'bulletin.title'], right: 'print', run: (host) => host.go('bulletin') },
  { id: 'print.report', words: ['action.print', 'report.title'], right: 'print', run: (host) => host.go('bulletin', 'report') },
  { id: 'print.outage', words: ['action.print', 'outage.title'], right: 'print', run: (host) => host.go('bulletin', 'outage') },
  { id: 'paper.enter', words: ['action.paper'], run: (host) => host.go('checks', 'paper') },
  { id: 'past', words: ['past.open'], run: (host) => host.go('today', 'back') },
  { id: 'go.accounts', words: ['nav.accounts'], run: (host) => host.go('accounts') },
  { id: 'go.audit', words: ['audit.title'], right: 'audit', run: (host) => host.go('audit') },
  { id: 'go.guide', words: ['guide.title'], run: (host) => host.go('guide') },
  { id: 'go.backups', words: ['safety.title'], run: (host) => host.go('backups') },
  { id: 'go.wall', words: ['wall.title'], run: (host) => host.go('wall') },
  { id: 'undo', words: ['undo.undo'], keys: ['Ctrl+z'], run: (host) => host.undo() },
  { id: 'redo', words: ['undo.redo'], keys: ['Ctrl+Shift+z', 'Ctrl+y'], run: (host) => host.redo() },
  { id: 'person', words: ['action.person'], when: (now) => now.signedIn, run: (host) => host.person() },
  { id: 'lock', words: ['keys.lock'], also: 'action.lock', keys: ['Ctrl+l'], typing: true, when: (now) => now.governed, run: (host) => host.lock() },
  { id: 'theme.light', words: ['action.theme', 'settings.theme_light'], run: (host) => host.theme('light') },
  { id: 'theme.dark', words: ['action.theme', 'settings.theme_dark'], run: (host) => host.theme('dark') },
  { id: 'theme.system', words: ['action.theme', 'settings.theme_system'], run: (host) => host.theme('system') },
  { id: 'language.zh', words: ['action.language', 'action.chinese'], run: (host) => host.language('zh') },
  { id: 'language.en', words: ['action.language', 'action.english'], run: (host) => host.language('en') },
  { id: 'help', words: ['keys.title'], also: 'keys.help', keys: ['F1'], typing: true, run: (host) => host.help() },
  { id: 'help.sign', words: ['keys.help'], keys: ['?', '？'], when: () => false, run: (host) => host.help() },
];

/** Keys of a single screen, which it calls itself, and of the window: what is shown and the words. */
export const LOCAL_KEYS: readonly (readonly [string, Key])[] = [
  ['↑ ↓ ← →', 'keys.arrows'], ['Shift ↑ ↓ ← →', 'keys.move'], ['Alt ← →', 'keys.stretch'], ['Enter', 'keys.open'], ['Del', 'keys.delete'], ['Shift F10 · ☰', 'keys.menu'],
  ['M', 'keys.take'], ['P', 'keys.park'], ['H', 'keys.hold'], ['Y', 'keys.confirm_hold'], ['L', 'keys.pin'],
  ['1–9', 'keys.tasks'], ['Ctrl 1–9', 'keys.offers'], ['Ctrl Enter', 'keys.roomless'], ['Ctrl Shift Enter', 'keys.wait'], ['1 2 3', 'keys.inbox'], ['↑ ↓ ← → PgUp', 'keys.week'], ['← → ↑ ↓ PgUp PgDn', 'keys.calendar'],
  ['↑ ↓ Home End', 'keys.list'], ['PgUp PgDn', 'keys.pages'], ['R', 'keys.renew'], ['Space · Shift · Ctrl A', 'keys.many'], ['Ctrl + − 0', 'keys.zoom'], ['Esc', 'keys.escape'],
];

/** Keys of the window itself, which work before anybody signed in too: larger, smaller, as usual. */
export const ZOOM_KEYS: Readonly<Record<string, 1 | -1 | 0>> = { 'Ctrl+=': 1, 'Ctrl++': 1, 'Ctrl+-': -1, 'Ctrl+0': 0 };

/** The action that a chord calls. */
export function actionOf(keys: string, typing: boolean): Action | undefined {
  return ACTIONS.find((one) => one.keys?.includes(keys) && (!typing || one.typing));
}

/** The rights of which one is needed; none when anybody may. */
export function rightsOf({ right }: Action): readonly Right[] {
  return right === undefined ? [] : typeof right === 'string' ? [right] : right;
}

/** Whether it makes sense now, for somebody. */
export function isShown(action: Action, now: Situation): boolean {
  return action.when?.(now) ?? true;
}

/** Whether whoever is here may do it. */
export function isAllowed(action: Action, now: Situation): boolean {
  return rightsOf(action).length === 0 || rightsOf(action).some((right) => now.may(right));
}

/** A chord as it is shown: `Ctrl K`, `Alt 1`. */
export function shownKeys(keys: string): string {
  return keys.split('+').map((one) => (one.length === 1 ? one.toUpperCase() : one)).join(' ');
}

/** What the sheet shows: each action that has keys, with all of them; the screens in one line. */
export function sheet(): { keys: string; words: readonly Key[] }[] {
  const digits = (action: Action) => action.keys?.some((keys) => /^Alt\+\d$/.test(keys)) ?? false;
  const rows = new Map<string, string[]>();
  const words = new Map<string, readonly Key[]>();
  for (const action of ACTIONS) {
    if (!action.keys || digits(action)) continue;
    // The letter beside a key, or the sign beside it, is the same action.
    const own = action.id.split('.')[0] ?? action.id;
    rows.set(own, [...(rows.get(own) ?? []), ...action.keys.filter((keys) => keys !== '？').map(shownKeys)]);
    if (!words.has(own)) words.set(own, action.words);
  }
  const all = [...rows].map(([own, keys]) => ({ keys: keys.join(' · '), words: words.get(own) ?? [] }));
  const screensRow = { keys: 'Alt 1–9', words: ['keys.screens' as Key] };
  return [...all.slice(0, 2), screensRow, ...all.slice(2)];
}
