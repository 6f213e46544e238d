// Which words of help belong to what is shown: a screen, and its tab where it
// has tabs.
import { dictionaries, type Key } from '$i18n';
import type { Screen } from './router.svelte';

export interface HelpWords { what: Key; todo: Key; tab: Key | null }

/** The help of a screen and of the tab that its first argument names. */
export function helpOf(screen: Screen, args: readonly string[], first = ''): HelpWords {
  const tab = `help.${screen}_tab_${args[0] ?? first}`;
  return { what: `help.${screen}_what`, todo: `help.${screen}_do`, tab: tab in dictionaries.zh ? (tab as Key) : null };
}

/** The first tab of the screens that have tabs: what is shown when none is named. */
export const FIRST_TABS: Partial<Record<Screen, string>> = {
  rooms: 'rooms', duty: 'hotline', stock: 'list', roster: 'month', people: 'list', after: 'settling', import: 'calendar', accounts: 'accounts',
};
