import { describe, expect, test } from 'vitest';
import type { BuyLineView, PickLine, StockRow } from '$ipc/types';
import { blankItem, found, hasName, openOf, toneOf, usualBack, wantedOf } from './stock';

const row = (zh: string, over: Partial<StockRow> = {}): StockRow => ({
  item: { ...blankItem({ zh, en: '' }), location: '茶具间' }, on_hand: 10, out: 0, reserved: 0, free: 10, on_way: 0, below: false, endangered: [], counted: null, in_conflict: false, ...over,
});
const line = (over: Partial<PickLine>): PickLine => ({ stock: 'x', item: { zh: '茶杯', en: 'Cups' }, unit: { zh: '只', en: '' }, place: '', returns: true, count: 10, taken: 0, back: 0, gone: 0, ...over });
const buy = (zh: string, count: number): BuyLineView => ({ item: { zh, en: '' }, unit: { zh: '', en: '' }, count, stock: null, meetings: [], needed: null, note: '', why: 'lacking', delivered: 0, open: 0, over: 0, late: null });

describe('stock', () => {
  test('is found by name and place', () => {
    const rows = [row('茶杯'), row('茶叶', { item: { ...blankItem({ zh: '茶叶', en: 'Tea leaves' }), location: '物料库' } })];
    expect(found(rows, '茶').length).toBe(2);
    expect(found(rows, '茶 物料').map((one) => one.item.name.zh)).toEqual(['茶叶']);
    expect(found(rows, 'TEA').length).toBe(1);
    expect(found(rows, ' ').length).toBe(2);
  });
  test('short is graver than scarce', () => {
    expect(toneOf(row('甲', { on_hand: -1, below: true }))).toBe('cinnabar');
    expect(toneOf(row('甲', { below: true }))).toBe('amber');
    expect(toneOf(row('甲'))).toBe('jade');
  });
  test('a nameless item is not kept', () => {
    expect(hasName(blankItem())).toBe(false);
    expect(hasName(blankItem({ zh: '', en: 'Cups' }))).toBe(true);
  });
});

test('what returns comes back whole, what is used up does not', () => {
  expect(openOf(line({ taken: 10, back: 7, gone: 1 }))).toBe(2);
  expect(usualBack(line({ taken: 10 }))).toEqual({ back: 10, gone: 0 });
  expect(usualBack(line({ taken: 10, returns: false }))).toEqual({ back: 0, gone: 0 });
});

test('a proposal that comes again keeps what was changed by hand', () => {
  const first = wantedOf([buy('茶叶', 100), buy('纸巾', 5)], []);
  const [tea, tissues] = first;
  if (!tea || !tissues) throw new Error('two lines');
  tea.count = 200;
  tissues.on = false;
  const again = wantedOf([buy('茶叶', 120), buy('纸巾', 6), buy('水果', 1)], first);
  expect(again.map((one) => [one.count, one.on])).toEqual([[200, true], [6, false], [1, true]]);
});
