import { describe, expect, it } from 'vitest';
import type { Item, Room, Template, Venue } from '$ipc/types';
import { NEW } from '$shared/ids';
import { blankItem, blankRoom, blankTemplate, circleIn, freeKey, pieces, roomFault, splitWords, templateFault, venueFault, withoutItem } from './edit';

const item = (key: string, more: Partial<Item> = {}): Item => ({ ...blankItem([]), key, text: { zh: key, en: '' }, ...more });
const good: Room = { ...blankRoom('b1', 0), id: 'r1', name: { zh: '会议室', en: '' } };
const plan: Template = { ...blankTemplate({ zh: '讨论室', en: '' }), items: [item('check-1'), item('check-2', { after: ['check-1'] })] };

describe('roomFault', () => {
  it('lets a good room pass', () => expect(roomFault(good)).toBeNull());
  it.each<[string, Partial<Room>]>([
    ['rooms.fault_name', { name: { zh: ' ', en: '' } }],
    ['rooms.fault_building', { building: NEW }],
    ['rooms.fault_settings', { settings: [] }],
    ['rooms.fault_twice', { settings: [good.settings[0]!, good.settings[0]!] }],
    ['rooms.fault_part', { parts: ['r1'] }],
    ['rooms.fault_hours', { opening: { ...good.opening, to: 420 } }],
    ['rooms.fault_hours', { opening: { ...good.opening, to: NaN } }],
    ['rooms.fault_days', { opening: { ...good.opening, days: [] } }],
  ])('%s', (key, change) => expect(roomFault({ ...good, ...change })?.key).toBe(key));
});

describe('templateFault', () => {
  it('lets a good template pass', () => expect(templateFault(plan)).toBeNull());
  it.each<[string, Partial<Template>]>([
    ['rooms.fault_class', { classes: [] }],
    ['rooms.fault_text', { items: [item('a', { text: { zh: '', en: ' ' } })] }],
    ['rooms.fault_key', { items: [item('a'), item('a')] }],
    ['rooms.fault_every', { items: [item('a', { due: { from: 'every', minutes: 0 } })] }],
    ['rooms.fault_escalate', { items: [item('a', { remind: 10, escalate: 5 })] }],
    ['rooms.fault_goods', { goods: [{ item: { zh: '杯', en: '' }, unit: { zh: '只', en: '' }, services: [], basis: 'heads', per_hundred: 100, spare: 0 }] }],
    ['rooms.fault_circle', { items: [item('a', { after: ['b'] }), item('b', { after: ['a'] })] }],
  ])('%s', (key, change) => expect(templateFault({ ...plan, ...change })?.key).toBe(key));
});

describe('circleIn', () => {
  it('names the way round', () => expect(circleIn([item('a', { after: ['b'] }), item('b', { after: ['c'] }), item('c', { after: ['b'] })])).toEqual(['b', 'c', 'b']));
  it('takes a diamond for what it is', () => expect(circleIn([item('a', { after: ['b', 'c'] }), item('b', { after: ['d'] }), item('c', { after: ['d'] }), item('d')])).toBeNull());
  it('sees an item that waits for itself', () => expect(circleIn([item('a', { after: ['a'] })])).toEqual(['a', 'a']));
});

describe('venueFault', () => {
  const span = { from: '09:00:00', to: '12:00:00' };
  const venue: Venue = { id: 'v', name: { zh: '中心', en: '' }, issuer: { zh: '', en: '' }, zone: 'Asia/Shanghai', day_parts: { morning: span, noon: span, afternoon: span, evening: span, all_day: span, default_minutes: 120 }, booking_rules: [], margins: { person: 10, vehicle: 30 }, notice: { lead_days: 2, reason_days: 1, remind: 240, escalate: 1440, urgent_remind: 15, urgent_escalate: 30 }, report: { minute: 1050, proposed: 90, days: 2, to: '' }, incident: { grades: [] }, hotline: { task: 30, request: 10, answer: 60 }, fee: { sign_days: 3, pay_days: 30, tax: 60, tax_included: true }, audit: { days: 366, again: 15 }, keep: { hold_hours: 48, hold_remind: 120, roomless_days: 1 }, meeting_kinds: [] };
  it('lets good hours pass', () => expect(venueFault(venue)).toBeNull());
  it('refuses an afternoon that ends before it begins', () => {
    const day_parts = { ...venue.day_parts, afternoon: { from: '17:00:00', to: '14:00:00' } };
    expect(venueFault({ ...venue, day_parts })?.key).toBe('venue.fault_window');
  });
});

describe('editing', () => {
  it('finds a key that is free', () => expect(freeKey('task', [item('task'), item('task-2')])).toBe('task-3'));
  it('takes an item out with every mention of it', () => expect(withoutItem(plan, 'check-1').items).toEqual([item('check-2')]));
  it('splits words at Chinese and Western commas', () => expect(splitWords('报告厅、 大厅，hall, hall\n')).toEqual(['报告厅', '大厅', 'hall']));
  it('reckons as the desk does: up, and no spare of nothing', () => expect([pieces(38, 105, 5), pieces(0, 100, 5), pieces(1, 300, 0)]).toEqual([45, 0, 3]));
});
