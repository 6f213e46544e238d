// Keys that work on every screen.
import { chord, composing, typing } from '$shared/keyboard';
import { screens, type NavScreen } from './router.svelte';

export type GlobalAct = { kind: 'screen'; screen: NavScreen } | { kind: 'command' } | { kind: 'book' } | { kind: 'help' } | { kind: 'lock' };

/** What a key means anywhere; undefined when it is not ours. */
export function globalKey(event: KeyboardEvent): GlobalAct | undefined {
  if (event.defaultPrevented || composing(event)) return undefined;
  const keys = chord(event);
  if (keys === 'Ctrl+k') return { kind: 'command' };
  if (keys === 'Ctrl+l') return { kind: 'lock' };
  if (keys === 'F2') return { kind: 'book' };
  const screen = /^Alt\+([1-9])$/.exec(keys);
  if (screen) return { kind: 'screen', screen: screens[Number(screen[1]) - 1] ?? 'today' };
  if (typing(event.target)) return undefined;
  if (keys === 'n') return { kind: 'book' };
  if (keys === '?' || keys === '？') return { kind: 'help' };
  return undefined;
}
