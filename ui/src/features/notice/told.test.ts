import { describe, expect, it } from 'vitest';
import type { DifferenceView } from '$ipc';
import { differs } from './told';

const name = (zh: string, en = zh) => ({ zh, en });
const when = (start: number) => ({ date: '2026-11-25', start_minute: start, end_minute: start + 60, all_day: false, start: '', end: '' });
const told = (what: DifferenceView['what']) => differs({ what, departments: [] });

describe('what differs between two versions', () => {
  it('says figures as they were and are', () => {
    expect(told({ what: 'figure', name: name('话筒'), figure: name('鹅颈'), before: name('4'), after: name('6') })).toBe('话筒 鹅颈 4→6');
    expect(told({ what: 'figure', name: name('话筒'), figure: name('鹅颈'), before: name(''), after: name('6') })).toBe('话筒 鹅颈 无→6');
  });
  it('says states, facts and rooms in words', () => {
    expect(told({ what: 'state', name: name('毛巾'), before: 'not_asked', after: 'needed' })).toBe('毛巾 未询问→需要');
    expect(told({ what: 'fact', field: 'layout', before: 'theatre', after: 'u_shape' })).toBe('布置 剧院式→U 型');
    expect(told({ what: 'fact', field: 'leader', before: 'no', after: 'yes' })).toBe('首长出席 否→是');
    expect(told({ what: 'rooms', before: [name('203')], after: [name('204'), name('205')] })).toBe('会场 203→204、205');
    expect(told({ what: 'time', before: when(540), after: when(600) })).toMatch(/^时间 .*09:00–10:00→.*10:00–11:00$/u);
    expect(told({ what: 'withdrawn', now: true })).toBe('通知单撤回');
  });
});
