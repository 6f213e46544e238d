import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { SelfTestStep, StationRow } from '$ipc/types';
import { lang } from '$i18n';
import { row } from './fixtures';
import { checkedOf, contactText, lineOf, looks, markOf, standOf, type Stand } from './words';

const TODAY = '2026-11-22';
const at = '2026-11-21T10:02:00Z';
const contacts = (...what: string[]) => what.map((one) => ({ at, what: one }));
const away = { in_sight: false, in_step: false, seen_at: at };
const apart = { in_step: false };
afterEach(() => lang.set('zh'));

describe('a station in one line', () => {
  it.each<[Partial<StationRow>, Stand, string]>([
    [{ is_me: true }, 'me', '本机'],
    [{}, 'equal', '已一致 · 13:35 比对'],
    [{ equal_at: null }, 'equal', '已一致'],
    [{ ...apart, not_there: 37 }, 'catching', '有 37 条还没到那边'],
    [{ ...apart, not_here: 12 }, 'catching', '还差 12 条没收到'],
    [{ ...apart, not_there: 1, not_here: 2 }, 'catching', '有 1 条还没到那边 · 还差 2 条没收到'],
    [apart, 'catching', '在线 · 正在比对'],
    [{ ...apart, contacts: contacts('met', 'unequal', 'equal') }, 'alarm', '两边记录对不上 · 先别只信一台，请联系技术人员'],
    [{ ...apart, not_here: 5, contacts: contacts('stuck') }, 'alarm', '那边发来的用不上，没有补齐 · 请联系技术人员'],
    [{ ...apart, contacts: contacts('equal', 'unequal') }, 'catching', '在线 · 正在比对'],
    [away, 'offline', '离线 · 昨天 18:02 见过'],
    [{ ...away, seen_at: null, not_there: 900 }, 'offline', '离线 · 还没连上过'],
    [{ ...away, not_there: 37 }, 'offline', '离线 · 昨天 18:02 见过 · 最多有 37 条还没到那边'],
    [{ ...away, contacts: contacts('other_version', 'parted') }, 'offline', '离线 · 昨天 18:02 见过 · 最近一次没连成：程序版本不同，没有连'],
    [{ ...away, contacts: contacts('parted') }, 'offline', '离线 · 昨天 18:02 见过'],
    [{ ...away, state: 'retired', why: '并入总台' }, 'retired', '已停用 · 并入总台'],
    [{ ...away, state: 'revoked', why: '被盗', unvouched: 8 }, 'revoked', '已撤销 · 被盗 · 撤销后又写了 8 条，未采用'],
    [{ clock: 'off', clock_ahead: 360 }, 'equal', '已一致 · 13:35 比对 · 时钟快 6 分钟'],
    [{ clock: 'alarm', clock_ahead: -2400 }, 'equal', '已一致 · 13:35 比对 · 时钟慢 40 分钟，请校准'],
  ])('%j is %s', (over, stand, line) => {
    expect([standOf(row(over)), lineOf(row(over), TODAY)]).toEqual([stand, line]);
    lang.set('en');
    expect(lineOf(row({ ...over, why: '' }), TODAY)).not.toMatch(/[\u4e00-\u9fff]|\{\w+\}/);
  });
  it('a clock that must be set is marked, of a station that is there', () => {
    const late = { clock: 'alarm', clock_ahead: 2400 } as const;
    expect([late, { ...late, ...away }, { ...late, state: 'retired' as const }, { clock: 'off' as const }].map((over) => markOf(row(over)))).toEqual(['alarm', 'offline', 'retired', 'equal']);
  });
  it('every way has a mark of its own shape', () => expect(new Set(Object.values(looks).map((look) => look.icon)).size).toBe(Object.keys(looks).length));
});

describe('what happened with a station', () => {
  // As the desk's bindings and its reasons for turning away list them.
  it.each(['met', 'parted', 'equal', 'unequal', 'stuck', 'other_version', 'other_venue', 'not_you', 'a_copy', 'broken'])('%s has words', (what) => expect(contactText(what)).not.toBe(what));
  it('an unknown kind stays', () => expect(contactText('sung')).toBe('sung'));
});

describe('why not connected', () => {
  const station = (reach: string): SelfTestStep => ({ step: 'station', station: 's1', name: '东楼', reach, addresses: ['10.0.0.2:47101'] });
  it.each<[SelfTestStep, boolean, RegExp]>([
    [{ step: 'off' }, false, /没有联网/],
    [{ step: 'listening', addresses: [] }, false, /没有网络地址/],
    [{ step: 'listening', addresses: ['10.0.0.1:47101'] }, true, /10\.0\.0\.1:47101/],
    [{ step: 'discovery', finding: 'works' }, true, /^能自动/],
    [{ step: 'discovery', finding: 'off' }, true, /关闭/],
    [{ step: 'discovery', finding: 'blocked' }, false, /不能自动/],
    [station('connected'), true, /东楼/],
    [station('no_address'), false, /不知道/],
    [station('silent'), false, /没有应答/],
    [station('refused'), false, /不让连/],
    [station('asleep'), false, /asleep/],
  ])('%j', (step, good, text) => {
    const checked = checkedOf(step);
    expect([checked.good, checked.todo === '']).toEqual([good, good]);
    expect(checked.text).toMatch(text);
    expect(checked.text + checked.todo).not.toMatch(/\{\w+\}/);
  });
  it('a silent one says where it was tried', () => expect(checkedOf(station('silent')).todo).toContain('10.0.0.2:47101'));
  it('every step that the desk knows is drawn', () => {
    const bindings = readFileSync(new URL('../../ipc/bindings.ts', import.meta.url), 'utf8');
    const steps = [...(/export type SelfTestStep =([\s\S]*?)\n\n/.exec(bindings)?.[1] ?? '').matchAll(/step: "(\w+)"/g)].map((match) => match[1]);
    expect(steps).toEqual(['off', 'listening', 'discovery', 'station']);
  });
});
