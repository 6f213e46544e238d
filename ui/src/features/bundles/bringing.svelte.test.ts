import { describe, expect, it } from 'vitest';
import type { BundleReport, BundleView } from '$ipc/types';
import { wire } from '../../testing/wire';
import { Bringing } from './bringing.svelte';
import { amountOf, fileName, missingTo, originOf, resultOf } from './words';

const bundle = (over: Partial<BundleView> = {}): BundleView => ({
  id: 'b1', station: '东楼', made: '2026-11-22T01:00:00Z', addressee: '总台', changes: 40, new: 37, parts: 1, lacking: [], needs: [], ...over,
});
const file = (path: string, code?: string) => ({
  path, bytes: 9, bundle: 'b1', part: 1, parts: 1, fault: code ? { kind: 'bundle', detail: { code, file: path } } : null,
}) as BundleReport['files'][number];
const report = (over: Partial<BundleReport> = {}): BundleReport => ({ now: '2026-11-22T05:35:00Z', zone: 'Asia/Shanghai', files: [file('/a')], bundles: [bundle()], taken: null, ...over });
const away = { from: '', until: '', bookings: 14, changes: 0, checks: 9, others: 0, clashes: 2, conflicts: 0 };

describe('bringing bundles in', () => {
  it('looks first, takes in only when asked to', async () => {
    const far = wire({
      pick_bundles: () => ['/a'],
      bundle_inspect: () => report(),
      bundle_import: () => report({ taken: { changes: 37, already: 3, waiting: 0, set_aside: 0, what: away } }),
    });
    const bringing = new Bringing();
    await bringing.run();
    expect(far.asked).toEqual([]);
    await bringing.pick();
    expect([bringing.ready, bringing.done]).toEqual([true, false]);
    await bringing.run();
    expect(far.asked.map((one) => one.command)).toEqual(['pick_bundles', 'bundle_inspect', 'bundle_import']);
    expect([bringing.ready, bringing.done]).toEqual([false, true]);
    bringing.again();
    expect([bringing.report, bringing.paths]).toEqual([null, []]);
  });
  it('a file that cannot be used keeps all out until it is left out', async () => {
    const far = wire({
      bundle_inspect: ({ paths }) => report({ files: (paths as string[]).map((path) => file(path, path === '/bad' ? 'damaged' : undefined)) }),
    });
    const bringing = new Bringing();
    await bringing.add(['/a', ' /bad ', '/a', '']);
    expect([bringing.paths, bringing.spoiled, bringing.ready]).toEqual([['/a', '/bad'], true, false]);
    await bringing.run();
    await bringing.remove('/bad');
    expect([bringing.spoiled, bringing.ready]).toEqual([false, true]);
    expect(far.asked.map((one) => one.command)).toEqual(['bundle_inspect', 'bundle_inspect']);
  });
  it('says what the desk refuses', async () => {
    wire({
      bundle_inspect: () => {
        throw { kind: 'store', detail: { code: 'no_space', detail: '' } };
      },
    });
    const bringing = new Bringing();
    await bringing.add(['/a']);
    expect([bringing.fault, bringing.busy, bringing.ready]).toEqual([expect.stringContaining('磁盘满了'), false, false]);
  });
});

describe('a bundle in words', () => {
  it('says who made it, when, for whom, and how much is new', () => {
    expect(originOf(bundle(), '2026-11-22')).toBe('“东楼” 09:00 做的、带给“总台”');
    expect(originOf(bundle({ addressee: null }), '2026-11-22')).toContain('各工作站');
    expect(amountOf(bundle(), false)).toBe('共 40 条改动、其中 37 条这里还没有');
    expect(amountOf(bundle({ new: 0 }), false)).toContain('都有了');
    expect(amountOf(bundle({ new: 5 }), true)).toContain('5 条没能补上');
  });
  it('says what is missing to it', () => {
    expect(missingTo(bundle())).toEqual([]);
    const said = missingTo(bundle({ parts: 3, lacking: [1, 3], needs: [{ station: '', changes: 4 }] }));
    expect(said[0]).toContain('第 1、3 份');
    expect(said[1]).toMatch(/不认识.*4 条/);
  });
  it('says what came in and what that leaves to do', () => {
    const said = resultOf({ changes: 37, already: 3, waiting: 2, set_aside: 1, what: away });
    expect(said.title).toContain('37');
    expect(said.notes[0]).toMatch(/14.*9/);
    expect(said.notes.slice(1).join()).toMatch(/2 条先收着.*1 条有问题/);
    expect(said.open).toContain('2');
    expect(resultOf({ changes: 0, already: 40, waiting: 0, set_aside: 0, what: { ...away, clashes: 0 } })).toEqual({ title: '没有新的，这里都有了', notes: [], open: '' });
  });
  it('a file is called by its last name', () => expect([fileName('/media/stick/a.steward'), fileName('D:\\a.steward')]).toEqual(['a.steward', 'a.steward']));
});
