import { describe, expect, it } from 'vitest';
import type { StationRow } from '$ipc/types';
import { wire } from '../../testing/wire';
import { Along } from './along.svelte';

const row = (over: Partial<StationRow>) => ({ id: 's1', name: '东楼', state: 'active', is_me: false, not_there: 0, ...over }) as StationRow;
const now = '2026-11-22T05:35:00Z';
const stations = [row({ id: 'me', is_me: true }), row({}), row({ id: 's2', name: '西楼', not_there: 37 }), row({ id: 's3', state: 'revoked', not_there: 99 })];
const made = { files: ['/stick/a.steward'], changes: 37, bytes: 12_000, addressee: '西楼' };

describe('taking data along', () => {
  it('is for whoever lacks most, and says how much that is', () => {
    const along = new Along(stations, now);
    expect([along.whom, along.others.map((one) => one.id)]).toEqual(['s2', ['s1', 's2']]);
    expect(along.amount).toContain('37');
    along.whom = 's1';
    expect(along.amount).toContain('什么都不缺');
    along.whom = '';
    expect(along.amount).toContain('全部');
  });
  it('writes to the file that was chosen', async () => {
    const far = wire({ pick_save: ({ suggested }) => `/stick/${suggested}`, bundle_export: () => made });
    const along = new Along(stations, now);
    await along.run();
    expect(far.asked).toEqual([]);
    await along.pick();
    expect(along.path).toBe('/stick/带给西楼-2026-11-22.steward');
    await along.run();
    expect(far.asked.at(-1)).toEqual({ command: 'bundle_export', args: { order: { addressee: 's2', since: null, part_size: null }, path: along.path } });
    expect([along.made, along.busy, along.fault]).toEqual([made, false, '']);
  });
  it('takes what came of late along for whoever it may be', async () => {
    const far = wire({ bundle_export: () => made });
    const along = new Along(stations, now);
    along.whom = 'week';
    along.path = '/stick/c.steward';
    expect(along.amount).toContain('更早');
    await along.run();
    expect(far.asked.at(-1)).toEqual({ command: 'bundle_export', args: { order: { addressee: null, since: '2026-11-15T05:35:00.000Z', part_size: null }, path: along.path } });
  });
  it('keeps the place when nothing was chosen, and says why nothing was written', async () => {
    wire({
      pick_save: () => null,
      bundle_export: () => {
        throw { kind: 'bundle', detail: { code: 'nothing', file: '' } };
      },
    });
    const along = new Along(stations, now);
    along.path = '/stick/b.steward';
    await along.pick();
    await along.run();
    expect([along.path, along.made]).toEqual(['/stick/b.steward', null]);
    expect(along.fault).toContain('没有要带的');
  });
});
