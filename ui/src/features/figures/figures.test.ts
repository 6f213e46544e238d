import { describe, expect, test } from 'vitest';
import { daysOf, difference, figure, kindOf, monthOf, share, step, weekOf } from './figures';

describe('the days', () => {
  test('a week is Monday to Sunday', () => expect(weekOf('2026-11-25')).toEqual({ from: '2026-11-23', to: '2026-11-29' }));
  test('a month ends with its last day', () => {
    expect(monthOf('2026-02-11')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(monthOf('2026-12-31')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  });
  test('steps go by weeks, months, or as many days', () => {
    expect(step(weekOf('2026-11-25'), -1)).toEqual(weekOf('2026-11-18'));
    expect(step(monthOf('2026-03-10'), -1)).toEqual(monthOf('2026-02-01'));
    expect(step({ from: '2026-11-03', to: '2026-11-05' }, 1)).toEqual({ from: '2026-11-06', to: '2026-11-08' });
  });
  test('a route says the days, whichever comes first', () => {
    expect(daysOf(['2026-11-09', '2026-11-03'], '2026-11-25')).toEqual({ from: '2026-11-03', to: '2026-11-09' });
    expect(daysOf(['yesterday'], '2026-11-25')).toEqual(weekOf('2026-11-25'));
    expect(kindOf(weekOf('2026-11-18'), '2026-11-25')).toBe('last_week');
  });
});

describe('figures', () => {
  test.each([
    [{ kind: 'count', n: 1204 }, '1,204'],
    [{ kind: 'share', part: 12, of: 13 }, '92.3%'],
    [{ kind: 'share', part: 0, of: 0 }, '—'],
    [{ kind: 'hours', minutes: 90 }, '1.5'],
    [{ kind: 'length', minutes: 3060 }, '2 天 3 小时'],
    [{ kind: 'money', fen: 120050 }, '1,200.50'],
  ] as const)('%o', (value, text) => expect(figure(value)).toBe(text));
  test('only counts say how they differ', () => {
    expect(difference({ kind: 'count', n: 2 }, { kind: 'count', n: 5 })).toBe('−3');
    expect(difference({ kind: 'share', part: 1, of: 2 }, { kind: 'share', part: 1, of: 1 })).toBe('');
  });
  test('a shut hour has no share, a full one no more than all', () => {
    expect(share({ used: 10, open: 0, meetings: [] })).toBeUndefined();
    expect(share({ used: 90, open: 60, meetings: [] })).toBe(1);
  });
});
