import { describe, expect, test } from 'vitest';
import type { ShiftKind } from '$ipc/types';
import { begins, blockOf, breachText, hours, isWhole, minutesOf, minutesText, monthOn, partsText, pasted } from './roster';

const kind = (code: string) => ({ code }) as ShiftKind;

describe('the grid', () => {
  test('months roll over the year', () => {
    expect(monthOn('2026-12-01', 1)).toBe('2027-01-01');
    expect(monthOn('2026-01-31', -1)).toBe('2025-12-01');
  });
  test('letters begin a code, a dash is a day off', () => {
    expect(begins('a')).toBe('A');
    expect(begins('-')).toBe('休');
    expect(begins('Enter')).toBeUndefined();
  });
  test('a code that no other begins with needs no Enter', () => {
    expect(isWhole('A1', [kind('A1'), kind('P1')])).toBe(true);
    expect(isWhole('A1', [kind('A1'), kind('A10')])).toBe(false);
    expect(isWhole('A', [kind('A1')])).toBe(false);
  });
  test('one copied cell fills the whole selection, a block is laid once', () => {
    expect([...pasted([['A1']], blockOf({ row: 0, day: 0 }, { row: 1, day: 1 })).values()]).toEqual(['A1', 'A1', 'A1', 'A1']);
    expect(pasted([['A1', '休']], blockOf({ row: 2, day: 3 }, { row: 2, day: 3 }))).toEqual(new Map([['2/3', 'A1'], ['2/4', '休']]));
  });
});

describe('words', () => {
  test('times past midnight are typed and told', () => {
    expect(minutesOf('31:00')).toBe(1860);
    expect(minutesOf('7')).toBeUndefined();
    expect(minutesText(1860)).toBe('31:00');
    expect(partsText([{ from: 1380, to: 1860 }])).toBe('23:00–07:00');
  });
  test('a broken rule says how it is and how it should be', () => {
    expect(breachText({ about: 'rest', is: 480, limit: 660, what: '' })).toBe('班次间休息：现为 8 小时，规定 11 小时');
    expect(breachText({ about: 'leave', is: 0, limit: 0, what: '' })).toBe('请假或缺勤');
    expect(hours(450)).toBe('7.5');
  });
});
