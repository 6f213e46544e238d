import { afterEach, describe, expect, it } from 'vitest';
import type { StationRow, StationsView } from '$ipc/types';
import { lang } from '$i18n';
import { row, view } from '../features/stations/fixtures';
import { pillNow, pillOf } from './pill';

const gone = { in_sight: false, in_step: false };
const four = (...over: Partial<StationRow>[]) => [0, 1, 2, 3].map((n) => row({ id: `s${n}`, ...over[n] }));
afterEach(() => lang.set('zh'));

describe('the header says how this station stands', () => {
  it.each<[string, StationsView, string, string]>([
    ['alone', view([]), 'alone', '单机'],
    ['all the others retired', view([row({ ...gone, state: 'retired' })]), 'alone', '单机'],
    ['all in step', view(four()), 'in_step', '4/4 一致'],
    ['some away, some behind', view(four(gone, { in_step: false })), 'in_sight', '3/4 在线，2 已一致'],
    ['cut off', view(four(gone, gone, gone, gone), { alone_since: '2026-11-22T05:24:00Z' }), 'offline', '离线，13:24 起 · 本站照常'],
    ['cut off since yesterday', view(four(gone, gone, gone, gone), { alone_since: '2026-11-21T05:24:00Z' }), 'offline', '离线，昨天 13:24 起 · 本站照常'],
    ['not met yet', view(four(gone, gone, gone, gone)), 'offline', '离线 · 本站照常'],
    ['no network', view(four(gone, gone, gone, gone), { on_network: false }), 'no_network', '没有联网 · 本站照常'],
    ['two that disagree', view(four({ in_step: false, contacts: [{ at: '2026-11-22T05:24:00Z', what: 'unequal' }] })), 'alarm', '4/4 在线，3 已一致 · 1 台要处理'],
    ['a clock far off', view(four({ clock: 'alarm', clock_ahead: 2400 })), 'alarm', '4/4 一致 · 1 台要处理'],
  ])('%s', (_, now, kind, text) => {
    expect(pillOf(now, '2026-11-22')).toMatchObject({ kind, text });
    lang.set('en');
    expect(pillOf(now, '2026-11-22').text).not.toMatch(/[\u4e00-\u9fff]|\{\w+\}/);
  });
  it('an answer that is old is not said to be true now', () => {
    expect(pillNow({ data: view(four()), error: undefined }, undefined)?.kind).toBe('in_step');
    expect(pillNow({ data: view(four()), error: new Error('gone') }, undefined)).toMatchObject({ kind: 'unknown', tone: 'amber' });
    expect(pillNow({ data: undefined, error: undefined }, undefined)).toBeUndefined();
  });
  it('being cut off is no alarm', () => expect(pillOf(view(four(gone, gone, gone, gone), { alone_since: '2026-11-22T05:24:00Z' }), undefined).tone).toBe('amber'));
});
