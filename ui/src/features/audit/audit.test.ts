import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '$ipc/types';
import { cutText, entryText, wroteText } from './audit';

const entry: AuditEntry = {
  place: '1-1', at: '2026-11-22T05:00:00Z', by: '小王', station: '总台', offline: false, deed: 'printed', intent: 'print', meetings: [],
  left: { kind: 'bulletin', number: '1122-B1', form: 'printer', day: '2026-11-22', pages: 3, meetings: 7, by: '小王' },
  wrote: ['meeting.title', 'printed', 'meeting.title'],
};

describe('an entry of the audit', () => {
  it('says what left the desk', () => expect(entryText(entry)).toBe('打印 · 每日服务通知 1122-B1 · printer · 3 页'));
  it('says an act that nobody has words for by its code', () => expect(entryText({ ...entry, left: null, intent: 'never_heard_of' })).toBe('never_heard_of'));
  it('names each field once', () => expect(wroteText(entry)).toBe('会议名称 · 打印'));
  it('tells where a log was cut and whether anything is lost', () => {
    const cut = { station: '东楼', epoch: 1, kept: 7, written: 9, at: '2026-11-22T05:00:00Z', here: true };
    expect(cutText(cut)).toContain('第 8–9 条');
    expect(cutText(cut)).toContain('没有丢失');
    expect(cutText({ ...cut, here: false })).toContain('同步');
  });
});
