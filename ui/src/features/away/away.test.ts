import { afterEach, describe, expect, it } from 'vitest';
import type { WhileAway } from '$ipc/types';
import { lang } from '$i18n';
import { cameIn, isOpen, openNow } from './away';

const away = (over: Partial<WhileAway> = {}): WhileAway => ({ from: '2026-11-22T01:12:00Z', until: '2026-11-22T03:40:00Z', bookings: 14, changes: 3, checks: 9, others: 0, clashes: 2, conflicts: 1, ...over });
afterEach(() => lang.set('zh'));

describe('while you were away', () => {
  it('says what came in, and nothing of what did not', () => {
    expect(cameIn(away(), '2026-11-22')).toBe('离线 09:12–11:40 期间：14 个新预订、3 处改动、9 项确认');
    expect(cameIn(away({ changes: 0, checks: 0, others: 2 }), '2026-11-23')).toBe('离线 昨天 09:12–昨天 11:40 期间：14 个新预订、2 项其他');
    lang.set('en');
    expect(cameIn(away(), '2026-11-22')).toBe('While offline, 09:12–11:40: new bookings 14, changes 3, confirmations 9');
  });
  it('says what is open now', () => {
    expect(openNow({ clashes: 2, conflicts: 1 })).toBe('现有 2 处冲突、1 处分歧');
    expect(openNow({ clashes: 0, conflicts: 1 })).toBe('现有 1 处分歧');
    expect([openNow({ clashes: 0, conflicts: 0 }), isOpen({ clashes: 0, conflicts: 0 })]).toEqual(['没有冲突和分歧', false]);
  });
});
