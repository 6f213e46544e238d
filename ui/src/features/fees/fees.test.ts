import { describe, expect, it } from 'vitest';
import { fenOf, subtotal, yuan } from './fees';

describe('amounts', () => {
  it.each([[0, '0.00'], [5, '0.05'], [120_050, '1,200.50'], [-123_456_789, '-1,234,567.89']])('shows %s', (fen, text) => expect(yuan(fen)).toBe(text));
  it.each([['1200', 120_000], ['1,200.5', 120_050], ['￥８００', 80_000], ['0.05元', 5], ['', 0]])('reads %s', (text, fen) => expect(fenOf(text)).toBe(fen));
  it.each(['1.234', '一百', '1e3', '.5', '12345678901234'])('refuses %s', (text) => expect(fenOf(text)).toBeUndefined());
  it('sums in whole fen, and not at all while one is no amount', () => {
    const line = { group: 'goods' as const, name: { zh: '水', en: '' }, unit: { zh: '', en: '' }, quantity: 3, price: '0.10', note: '' };
    expect(subtotal([line, line])).toBe(60);
    expect(subtotal([line, { ...line, price: 'x' }])).toBeUndefined();
  });
});
