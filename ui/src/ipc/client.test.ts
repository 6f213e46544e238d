import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { wire } from '../testing/wire';
import { concerns, desk, MESH, note, onChange, Query, Refused } from './index';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the desk', () => {
  test('answers plainly', async () => {
    wire({ search: ({ words }) => ({ words, meetings: [], more: false }) });
    expect(await desk.search('甲会')).toEqual({ words: '甲会', meetings: [], more: false });
  });
  test('refuses with a typed reason', async () => {
    wire({ book: () => { throw { kind: 'reason_needed' }; } });
    await expect(desk.book({} as never)).rejects.toSatisfy((error) => error instanceof Refused && error.refusal.kind === 'reason_needed');
  });
  test('any other failure is an error, not a refusal', async () => {
    wire({});
    await expect(desk.rooms()).rejects.toSatisfy((error) => error instanceof Error && !(error instanceof Refused));
  });
});

test('a burst of changes is told once, with all its kinds', () => {
  const told: string[][] = [];
  const off = onChange((kinds) => told.push([...kinds].sort()));
  note(['meeting']);
  note(['room', 'meeting']);
  vi.runAllTimers();
  off();
  note(['venue']);
  vi.runAllTimers();
  expect(told).toEqual([['meeting', 'room']]);
});

test('a query keeps its last answer while it fails and while it asks again', async () => {
  const answers = [() => Promise.resolve(1), () => Promise.reject(new Error('x')), () => Promise.resolve(2)];
  const made = new Query<number>(() => (answers.shift() ?? (() => Promise.resolve(0)))());
  await made.again();
  expect([made.data, made.error]).toEqual([1, undefined]);
  await made.again();
  expect([made.data, (made.error as Error).message]).toEqual([1, 'x']);
  await made.again();
  expect([made.data, made.error]).toEqual([2, undefined]);
});

describe('what a change concerns', () => {
  test.each([
    [[], ['meeting'], true],
    [['room'], ['meeting'], false],
    [['room'], ['room', MESH], true],
    [[], [MESH], false],
    [['room'], [MESH], false],
    ['everything', [MESH], true],
    ['everything', ['meeting'], true],
  ] as const)('%j, told of %j: %s', (follows, changed, does) => expect(concerns(follows, new Set<string>(changed))).toBe(does));
});
