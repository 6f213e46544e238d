import { describe, expect, test } from 'vitest';
import { chord, composing } from './keyboard';

const key = (key: string, more: Partial<KeyboardEvent> = {}) => ({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

describe('input methods', () => {
  test.each([
    [{ isComposing: true, keyCode: 13 }, true],
    [{ isComposing: false, keyCode: 229 }, true],
    [{ isComposing: false, keyCode: 13 }, false],
  ])('%j belongs to it: %s', (event, theirs) => expect(composing(event)).toBe(theirs));
});

describe('chords', () => {
  test.each([
    [key('k', { ctrlKey: true }), 'Ctrl+k'],
    [key('K', { metaKey: true }), 'Ctrl+k'],
    [key('¡', { altKey: true, code: 'Digit1' }), 'Alt+1'],
    [key('ArrowLeft', { shiftKey: true }), 'Shift+ArrowLeft'],
    [key('?', { shiftKey: true }), '?'],
    [key('N', { shiftKey: true }), 'Shift+n'],
    [key('3', { ctrlKey: true, code: 'Digit3' }), 'Ctrl+3'],
  ])('%j', (event, words) => expect(chord(event)).toBe(words));
});
