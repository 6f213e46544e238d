import { describe, expect, it, test } from 'vitest';
import { dictionaries } from '$i18n';
import { watchComposition } from '$shared/keyboard';
import { ACTIONS, LOCAL_KEYS, ZOOM_KEYS, isAllowed, isShown, sheet, shownKeys, type Host, type Situation } from './actions';
import { globalKey, zoomKey } from './shortcuts';
import { ofMeeting, ofSettings, screens } from './router.svelte';

class Element { isContentEditable = false; }
class Input extends Element { type = 'text'; }
Object.assign(globalThis, { HTMLElement: Element, HTMLInputElement: Input, HTMLTextAreaElement: class {}, HTMLSelectElement: class {} });
const press = (key: string, over: Partial<KeyboardEvent> = {}) =>
  globalKey({ key, code: /\d/.test(key) ? `Digit${key}` : '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, defaultPrevented: false, isComposing: false, keyCode: 0, target: null, timeStamp: 5_000, ...over } as KeyboardEvent)?.id;

const everybody: Situation = { meeting: 'm1', governed: true, signedIn: true, may: () => true };
/** Where an action goes, if it goes anywhere. */
function goes(id: string): string[] {
  const gone: string[] = [];
  const host = new Proxy({ go: (...to: string[]) => gone.push(to.join('/')) } as unknown as Host, { get: (all, name) => Reflect.get(all, name) ?? (() => undefined) });
  ACTIONS.find((one) => one.id === id)?.run(host, everybody);
  return gone;
}

describe('the registry', () => {
  test('every action has an id of its own', () => expect(new Set(ACTIONS.map((one) => one.id)).size).toBe(ACTIONS.length));
  test('every chord calls one action', () => {
    const chords = [...ACTIONS.flatMap((one) => one.keys ?? []), ...Object.keys(ZOOM_KEYS)];
    expect(new Set(chords).size).toBe(chords.length);
  });
  test('every screen is reached', () => {
    const reached = new Set(ACTIONS.flatMap((one) => goes(one.id)).map((to) => to.split('/')[0]));
    expect([...screens, ...ofSettings].filter((screen) => !reached.has(screen))).toEqual([]);
    expect(ofMeeting.filter((screen) => screen !== 'meeting' && !reached.has(screen))).toEqual([]);
  });
  test('every key is on the sheet', () => {
    const shown = sheet().map((row) => row.keys).join(' · ');
    const keys = ACTIONS.flatMap((one) => one.keys ?? []).filter((keys) => !/^Alt\+\d$/.test(keys) && keys !== '？');
    expect(keys.filter((one) => !shown.includes(shownKeys(one)))).toEqual([]);
    expect(shown).toContain('Alt 1–9');
  });
  test('everything has words in both languages', () => {
    const words = [...ACTIONS.flatMap((one) => [...one.words, ...(one.also ? [one.also] : [])]), ...LOCAL_KEYS.map(([, word]) => word)];
    expect(words.filter((word) => !dictionaries.zh[word] || !dictionaries.en[word])).toEqual([]);
  });
  test('what somebody may not do is not allowed; what makes no sense is not shown', () => {
    const nobody: Situation = { ...everybody, meeting: null, may: () => false };
    const ids = ACTIONS.filter((one) => isAllowed(one, nobody)).map((one) => one.id);
    expect(ids).toContain('go.today');
    expect(ids.filter((id) => id === 'meeting.cancel' || id === 'book' || id === 'go.audit' || id.startsWith('print.'))).toEqual([]);
    expect(ACTIONS.filter((one) => one.id.startsWith('meeting.') && isShown(one, nobody))).toEqual([]);
  });
});

describe('keys', () => {
  it('each of the first nine screens has its digit', () => {
    const pressed = screens.slice(0, 9).map((_, at) => press(String(at + 1), { altKey: true }));
    expect(pressed).toEqual(screens.slice(0, 9).map((screen) => `go.${screen}`));
  });
  it('the size of the window is said by the key, whatever makes its sign', () => {
    const zoom = (key: string, over: Partial<KeyboardEvent> = {}) => zoomKey({ key, code: '', ctrlKey: true, metaKey: false, altKey: false, shiftKey: false, ...over } as KeyboardEvent);
    expect([zoom('='), zoom('+', { shiftKey: true }), zoom('-'), zoom('0'), zoom('0', { altKey: true }), zoom('+', { ctrlKey: false }), zoom('-', { ctrlKey: false, metaKey: true })]).toEqual([1, 1, -1, 0, undefined, undefined, -1]);
  });
  it('a digit alone belongs to the screen', () => expect(press('1')).toBeUndefined());
  it('letters belong to a field, function keys do not', () => {
    const target = new Input() as unknown as EventTarget;
    expect([press('n', { target }), press('?', { target }), press('F1', { target }), press('F2', { target }), press('k', { ctrlKey: true, target })]).toEqual([undefined, undefined, 'help', 'book', 'command']);
  });
  it('keys of the input method are its own', () => {
    expect(press('n', { isComposing: true })).toBeUndefined();
    expect(press('n', { keyCode: 229 })).toBeUndefined();
  });
  it('the key that ended a composition is its own, the next is ours', () => {
    const listeners = new Map<string, (event: Event) => void>();
    const target = { addEventListener: (kind: string, listen: (event: Event) => void) => listeners.set(kind, listen), removeEventListener: () => undefined };
    watchComposition(target as unknown as Window);
    listeners.get('compositionend')?.({ timeStamp: 6_000 } as Event);
    // WebKit tells the key after the end, as 229 or, with some input methods, bare.
    expect(press('n', { keyCode: 229, timeStamp: 6_001 })).toBeUndefined();
    expect(press('n', { timeStamp: 6_001 })).toBeUndefined();
    expect(press('n', { timeStamp: 6_200 })).toBe('book.letter');
  });
});
