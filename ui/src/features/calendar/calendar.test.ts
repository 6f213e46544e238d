import { describe, expect, test } from 'vitest';
import { addMonths, daysOf, heatOf, monthSpan, moved, weeks } from './calendar';

describe('months', () => {
  test.each([
    ['2026-11-22', ['2026-10-26', '2026-12-06']],
    ['2027-02-10', ['2027-02-01', '2027-02-28']],
    ['2026-02-01', ['2026-01-26', '2026-03-01']],
  ])('%s lies in whole weeks', (date, span) => expect(monthSpan(date)).toEqual(span));
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-03-31', -13, '2025-02-28'],
    ['2026-03-31', 12, '2027-03-31'],
  ])('%s and %i months is %s', (date, months, wanted) => expect(addMonths(date, months)).toBe(wanted));
  test('weeks have seven days', () => expect(weeks(daysOf('2026-10-26', '2026-12-06')).map((week) => week.length)).toEqual([7, 7, 7, 7, 7, 7]));
});

test.each([
  ['ArrowLeft', '2026-11-21'], ['ArrowDown', '2026-11-29'], ['Home', '2026-11-16'], ['End', '2026-11-22'], ['PageDown', '2026-12-22'], ['x', undefined],
])('%s leads there', (key, to) => expect(moved('2026-11-22', key)).toBe(to));

test('the fuller the hotter', () => {
  expect([heatOf({ meetings: 0, share: 0 }), heatOf({ meetings: 1, share: 0 }), heatOf({ meetings: 3, share: 26 }), heatOf({ meetings: 9, share: 75 }), heatOf({ meetings: 9, share: 100 })]).toEqual([0, 1, 2, 3, 4]);
});
