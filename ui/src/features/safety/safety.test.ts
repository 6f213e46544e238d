import { expect, test } from 'vitest';
import type { SafetyView } from '$ipc/types';
import { diskText, restoredText, warningOf } from './safety';

const view = (part: Partial<SafetyView>): SafetyView => ({
  now: '2026-11-23T00:00:00Z', last_good: null, up_to_date: true, count: 0, bytes: 0, fault: null, second: null, disk: null, damaged: false, cut: 0, aside: [], may: true,
  rule: { every_minutes: 60, all_hours: 24, daily_days: 31, monthly_months: 12, newest: 5, low_mib: 1024, low_percent: 5, critical_mib: 200 },
  ...part,
});

test('the gravest is warned of, and nothing when all is well', () => {
  const disk = (room: 'enough' | 'low' | 'critical') => ({ free: 1, total: 2, room });
  expect(warningOf(undefined)).toBeNull();
  expect(warningOf(view({ disk: disk('enough') }))).toBeNull();
  expect(warningOf(view({ disk: disk('low'), cut: 3 }))?.kind).toBe('low');
  expect(warningOf(view({ disk: disk('critical'), damaged: true }))?.kind).toBe('damaged');
  expect(warningOf(view({ disk: disk('critical') }))?.tone).toBe('cinnabar');
  expect(warningOf(view({ cut: 3 }))?.kind).toBe('cut');
});

test('what is lost is said outright', () => {
  expect(diskText(view({ disk: { free: 1024 ** 2 * 150, total: 1024 ** 3, room: 'critical' } }))).toContain('157 MB');
  const done = { backup: null, entries: 9, regained: 4, missing: 0, last: null, aside: '/x/aside' };
  expect(restoredText(done).join('')).toContain('没有发现丢失');
  expect(restoredText({ ...done, missing: 2 }).join('')).toContain('少了 2 条');
});
