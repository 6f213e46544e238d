import { describe, expect, it } from 'vitest';
import type { Due } from '$ipc/types';
import { clockMinute, clockText, dueCode, dueOf, dueRank } from './times';

describe('clock', () => {
  it.each([
    ['7:30', 450],
    ['07：30', 450],
    ['730', 450],
    ['7', 420],
    ['25:30', 1530],
    ['48:00', 2880],
  ])('%s', (text, minute) => expect(clockMinute(text)).toBe(minute));
  it.each(['', 'x', '7:60', '48:01', '-1', '7:3'])('%s is no time', (text) => expect(clockMinute(text)).toBeNull());
  it.each([0, 450, 1530])('%i there and back', (minute) => expect(clockMinute(clockText(minute))).toBe(minute));
});

const dues: [Due, string][] = [
  [{ from: 'days_before', days: 1, minute: 1050 }, 'D-1 17:30'],
  [{ from: 'start', minutes: -120 }, 'T-120'],
  [{ from: 'start', minutes: 0 }, 'T+0'],
  [{ from: 'every', minutes: 15 }, '×15′'],
  [{ from: 'end', minutes: 0 }, 'E+0'],
];

describe('due', () => {
  it.each(dues)('%j reads %s', (due, text) => expect(dueCode(due)).toBe(text));
  it('orders a day\u2019s work', () => {
    const shuffled = [...dues].reverse().map(([due]) => due);
    expect(shuffled.sort((a, b) => dueRank(a) - dueRank(b))).toEqual(dues.map(([due]) => due));
  });
  it('keeps its minutes when it turns from start to end', () => expect(dueOf('end', { from: 'start', minutes: -30 })).toEqual({ from: 'end', minutes: -30 }));
  it('never repeats every nought minutes', () => expect(dueOf('every', { from: 'start', minutes: 0 })).toEqual({ from: 'every', minutes: 15 }));
});
