import { expect, it } from 'vitest';
import { globalKey } from './shortcuts';
import { screens } from './router.svelte';

(globalThis as Record<string, unknown>).HTMLElement ??= class {};
const press = (key: string, over: Partial<KeyboardEvent> = {}) =>
  globalKey({ key, code: /\d/.test(key) ? `Digit${key}` : '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, defaultPrevented: false, isComposing: false, keyCode: 0, target: null, ...over } as KeyboardEvent);

it('every screen of the navigation has its digit', () => {
  const pressed = screens.map((_, at) => press(String(at + 1), { altKey: true }));
  expect(pressed.map((act) => act?.kind === 'screen' && act.screen)).toEqual([...screens]);
});
it('a digit alone belongs to the screen', () => expect(press('1')).toBeUndefined());
it('keys of the input method are its own', () => expect(press('n', { isComposing: true })).toBeUndefined());
