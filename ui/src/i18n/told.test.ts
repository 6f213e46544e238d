import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { MeetingDetail, Room, Template } from '$ipc/types';
import { dictionaries, lang, wordFor, type Key } from './index';
import { knownBy, originText, recordText, toldText, type Known } from './told';

const known: Known = {
  rooms: [{ zh: '报告厅', en: 'Lecture hall' }, { zh: '贵宾室', en: 'VIP room' }, { zh: '', en: 'Annex' }],
  templates: [{ zh: '讨论室', en: 'Discussion room' }],
  tasks: new Map([['check-1', { zh: '布置并自查', en: 'Set up and check' }], ['refill', { zh: '续水', en: 'Refill' }]]),
};
const both = (field: string, text: string) => (['zh', 'en'] as const).map((language) => (lang.set(language), toldText(field, text, known)));
afterEach(() => lang.set('zh'));

// The codes as the desk's bindings list them: a new one without a word fails here.
const bindings = readFileSync(new URL('../ipc/bindings.ts', import.meta.url), 'utf8');
const union = (type: string) => [...(new RegExp(`export type ${type} =([^;]*);`).exec(bindings)?.[1] ?? '').matchAll(/"(\w+)"/g)].map((match) => match[1] ?? '');
const fields = (type: string) => [...(new RegExp(`export type ${type} = \\{([^}]*)\\}`).exec(bindings)?.[1] ?? '').matchAll(/^\t(\w+)\??:/gm)].map((match) => match[1] ?? '');

describe('every code has a word in both languages', () => {
  it.each([
    ['standing', 'State', 9],
    ['service', 'Refreshment', 4],
    ['layout', 'Layout', 7],
  ])('%s: %s', (field, type, count) => {
    expect(union(type)).toHaveLength(count);
    for (const code of union(type)) for (const text of both(field, code)) expect(text).not.toBe(code);
  });
  it('layouts within a slot too', () => {
    for (const code of union('Layout')) for (const text of both('slot', `2026-11-22 09:00–11:00 · ${code}`)) expect(text).not.toContain(code);
  });
  it('fields of a meeting and kinds of facts', () => {
    const all = [...fields('Meeting').filter((field) => field !== 'id'), 'confirmed', 'tolerated'];
    expect(all).toContain('standing');
    expect(all.filter((field) => wordFor('field', field) === field)).toEqual([]);
  });
  it('fields of what the house has, and of a station', () => {
    const all = ['Room', 'Building', 'Template', 'Venue'].flatMap(fields).filter((field) => field !== 'id');
    expect(all).toContain('companions');
    expect([...all, 'name', 'letter', 'state', 'why'].filter((field) => wordFor('field', field) === field)).toEqual([]);
  });
  it('states of a station', () => expect(union('StationState').filter((state) => wordFor('station_state', state) === state)).toEqual([]));
  // The acts that write to a meeting, as the desk names them.
  it('acts', () => {
    const acts = ['book', 'amend', 'move', 'state', 'confirm', 'tolerate', 'settle', 'import', 'sample'];
    expect(acts.filter((act) => !dictionaries.en[`intent.${act}` as Key])).toEqual([]);
  });
});

describe('toldText', () => {
  it.each<[string, string, string, string]>([
    ['standing', 'cancelled · 改到线上 · 再议', '已取消 · 改到线上 · 再议', 'Cancelled · 改到线上 · 再议'],
    ['standing', 'cancelled · schedule:39c3', '已取消 · 会议日程文件“39c3”', 'Cancelled · conference schedule “39c3”'],
    ['leader', 'true', '是', 'Yes'],
    ['leader', 'false', '否', 'No'],
    ['headcount', '1200', '1,200', '1,200'],
    ['template', '讨论室', '讨论室', 'Discussion room'],
    ['incident_step', 'I1122-A01 · incident_told · 主任 · 周敏', 'I1122-A01 · 上报 · 主任 · 周敏', 'I1122-A01 · reported up · 主任 · 周敏'],
    ['incident', 'I1122-A01 · gravity_grave · 停电', 'I1122-A01 · 严重 · 停电', 'I1122-A01 · grave · 停电'],
    ['call_step', 'H1122-A01 · call_handed · technical · 周敏', 'H1122-A01 · 派给 · 技术保障部 · 周敏', 'H1122-A01 · handed to · Technical · 周敏'],
    ['confirmed', 'check-1 · 周敏', '布置并自查 · 周敏 确认', 'Set up and check · confirmed by 周敏'],
    ['confirmed', 'refill.3 · 周敏 · 已到位', '续水 · 第 3 次 · 周敏 确认 · 已到位', 'Refill · round 3 · confirmed by 周敏 · 已到位'],
    ['slot', '2026-11-22 09:00–11:00 · 报告厅、贵宾室 · u_shape', '2026年11月22日 星期日 09:00–11:00 · 报告厅、贵宾室 · U 型', 'Sun, 22 Nov 2026 09:00–11:00 · Lecture hall, VIP room · U-shape'],
    ['slot', '2026-11-22 00:00–11-23 00:00 · Annex · all_day', '2026年11月22日 星期日 00:00–24:00 · Annex · 全天', 'Sun, 22 Nov 2026 00:00–24:00 · Annex · All day'],
    ['slot', '2026-12-31 22:00–01-01 00:30', '2026年12月31日 星期四 22:00–次日 00:30', 'Thu, 31 Dec 2026 22:00–00:30 next day'],
    ['source', '{"origin":"ics:team","key":"1"}', '日历文件“team”', 'calendar file “team”'],
  ])('%s %s', (field, text, zh, en) => expect(both(field, text)).toEqual([zh, en]));

  it.each([
    ['standing', 'paused'],
    ['service', 'coffee'],
    ['leader', 'maybe'],
    ['confirmed', 'check-9'],
    ['slot', 'some day'],
    ['template', '0192'],
    ['colour', 'red'],
    ['title', 'confirmed'],
    ['source', 'not json'],
  ])('%s %s is no code of ours and stays', (field, text) => expect(both(field, text)).toEqual([text, text]));
});

describe('recordText', () => {
  const names = new Map([['0192', { zh: '报告厅', en: 'Lecture hall' }]]);
  it.each<[string, string, string, string, string]>([
    ['meeting', 'headcount', '1200', '1,200', '1,200'],
    ['station', 'state', 'retired', '已停用', 'Retired'],
    ['station', 'name', '东楼', '东楼', '东楼'],
    ['station', 'name', '{一号}', '{一号}', '{一号}'],
    ['room', 'name', '{"en":"Hall","zh":"大厅"}', '大厅', 'Hall'],
    ['room', 'retired', 'true', '是', 'Yes'],
    ['room', 'number', '1200', '1200', '1200'],
    ['room', 'companions', '["0192","0193"]', '报告厅、0193', 'Lecture hall, 0193'],
    ['room', 'building', '0192', '报告厅', 'Lecture hall'],
    ['template', 'layouts', '["u_shape"]', 'U 型', 'U-shape'],
    ['room', 'settings', '[{"layout":"rounds","seats":80,"x":null}]', '布局 圆桌式 / 座位 80', 'Layout Round tables / Seats 80'],
    ['room', 'number', '', '', ''],
  ])('%s %s %s', (kind, field, text, zh, en) => expect((['zh', 'en'] as const).map((language) => (lang.set(language), recordText(kind, field, text, known, names)))).toEqual([zh, en]));
});

describe('originText', () => {
  it('a file without a title is its kind', () => expect(originText('ics:')).toBe('日历文件'));
  it('an unknown kind stays', () => expect(originText('csv:list')).toBe('csv:list'));
});

describe('knownBy', () => {
  const name = (zh: string) => ({ zh, en: '' });
  const template = (id: string, text: string) => ({ id, name: name(id), items: [{ key: 'check-1', text: name(text) }] }) as unknown as Template;
  const detail = (tasks: unknown[]) => ({ meeting: { template: 't1' }, room: null, template: name('老模板'), tasks }) as unknown as MeetingDetail;
  const first = (made: Known) => made.tasks.get('check-1')?.zh;
  it('takes the meeting’s own tasks, else its own template, else any', () => {
    const templates = [template('t1', '自己的'), template('t2', '别的')];
    expect(first(knownBy(detail([{ key: { item: 'check-1' }, text: name('眼前的') }]), [], templates))).toBe('眼前的');
    expect(first(knownBy(detail([]), [], templates))).toBe('自己的');
    expect(first(knownBy(detail([]), [{ name: name('厅') } as Room], [template('t2', '别的')]))).toBe('别的');
  });
});
