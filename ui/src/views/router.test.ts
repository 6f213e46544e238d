import { describe, expect, test } from 'vitest';
import { format, parse } from './router.svelte';

describe('routes', () => {
  test.each([
    ['', { screen: 'today', args: [] }],
    ['#/today/2026-11-22', { screen: 'today', args: ['2026-11-22'] }],
    ['#/bookings/week/2026-11-22', { screen: 'bookings', args: ['week', '2026-11-22'] }],
    ['#/meeting/0192', { screen: 'meeting', args: ['0192'] }],
    ['#/posts/0192', { screen: 'posts', args: ['0192'] }],
    ['#/seats/0192', { screen: 'seats', args: ['0192'] }],
    ['#/audit', { screen: 'audit', args: [] }],
    ['#/backups', { screen: 'backups', args: [] }],
    ['#/nowhere/1', { screen: 'today', args: [] }],
    ['#/bookings/%E0%A4%A', { screen: 'bookings', args: ['%E0%A4%A'] }],
  ])('%s is read', (hash, route) => expect(parse(hash)).toEqual(route));
  test('what is written is read again', () => {
    const args = ['list', '市教育局 / 2026', '#'];
    expect(parse(format('bookings', args))).toEqual({ screen: 'bookings', args });
  });
});
