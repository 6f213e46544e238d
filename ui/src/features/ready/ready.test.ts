import { expect, test } from 'vitest';
import { late, readyTone } from './ready';

test('only whom the notice asks is late, and only past the time', () => {
  expect(late({ demanded: true, progress: 'reminded' })).toBe(true);
  expect(late({ demanded: true, progress: 'open' })).toBe(false);
  expect(late({ demanded: true, progress: 'done' })).toBe(false);
  expect(late({ demanded: false, progress: 'escalated' })).toBe(false);
});

test('what did not pass is told apart from what nobody reported', () => {
  expect(readyTone('failed')).toBe('cinnabar');
  expect(readyTone('not_reported')).toBe('plain');
  expect(readyTone('passed')).toBe(readyTone('reported'));
});
