import { describe, expect, it } from 'vitest';
import type { Price } from '$ipc/types';
import { blankPrice, chargeOf, priceFault } from './prices';

const good: Price = { ...blankPrice('2026-01-01'), name: { zh: '会议厅', en: '' } };

describe('priceFault', () => {
  it('lets a good line pass', () => expect(priceFault(good, '3,000')).toBeNull());
  it.each<[string, Partial<Price>, string]>([
    ['price.fault_name', { name: { zh: ' ', en: '' } }, '1'],
    ['price.fault_amount', {}, '三千'],
    ['price.fault_amount', {}, '-1'],
    ['price.fault_item', { charge: chargeOf('used') }, '1'],
    ['price.fault_kind', { charge: chargeOf('asked') }, '1'],
    ['price.fault_span', { until: '2025-12-31' }, '1'],
  ])('%s', (key, change, amount) => expect(priceFault({ ...good, ...change }, amount)).toBe(key));
});
