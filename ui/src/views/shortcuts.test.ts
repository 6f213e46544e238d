import { expect, it } from 'vitest';
import { globalKey } from './shortcuts';
import { screens } from './router.svelte';

(globalThis as Record<string, unknown>).HTMLElement ??= class {};
const press = (key: string, over: Partial<KeyboardEvent> = {}) =>
  globalKey({ key, code: /\d/.test(key) ? `Digit${key}` : '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, defaultPrevented: false, isComposing: false, keyCode: 0, target: null, ...over } as KeyboardEvent);

it('each of the first nine screens has its digit', () => {
  const pressed = screens.slice(0, 9).map((_, at) => press(String(at + 1), { altKey: true }));
  expect(pressed.map((act) => act?.kind === 'screen' && act.screen)).toEqual(screens.slice(0, 9));
});
it('a digit alone belongs to the screen', () => expect(press('1')).toBeUndefined());
it('keys of the input method are its own', () => expect(press('n', { isComposing: true })).toBeUndefined());
