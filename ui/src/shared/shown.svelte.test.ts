import { expect, it } from 'vitest';
import { shown } from './shown.svelte';

it('says what a list shows until it shows all again', () => {
  expect(shown.of('stock')).toBeNull();
  const end = shown.say('stock', ['a', 'b']);
  const other = shown.say('calls', []);
  expect(shown.of('stock')).toEqual(['a', 'b']);
  expect(shown.of('calls')).toEqual([]);
  end();
  expect(shown.of('stock')).toBeNull();
  expect(shown.of('calls')).toEqual([]);
  other();
  shown.say('calls', null)();
  expect(shown.of('calls')).toBeNull();
});
