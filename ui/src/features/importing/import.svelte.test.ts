import { describe, expect, it } from 'vitest';
import type { ImportOptions, ImportReport } from '$ipc/types';
import { Import } from './import.svelte';
import { SKIP } from './lines';

function report(options: ImportOptions, applied = false): ImportReport {
  const first = options.shift_to ?? '2025-12-27';
  return { title: 'Congress', format: 'schedule', origin: 'schedule:x', days: [first, first], rooms: [], lines: [], added: 2, changed: 0, same: 0, skipped: options.skip.length, clashing: 0, applied };
}

function made(refuse?: unknown) {
  const asked: string[] = [];
  const answer = (applied: boolean) => (path: string, options: ImportOptions) => {
    asked.push(`${applied ? 'apply' : 'preview'} ${path} ${JSON.stringify(options)}`);
    return refuse ? Promise.reject(refuse as Error) : Promise.resolve(report(options, applied));
  };
  return { asked, it: new Import({ preview: answer(false), apply: answer(true) }) };
}

describe('Import', () => {
  it('goes from a file to what was written', async () => {
    const { asked, it: work } = made();
    await work.read('  /x.xml ');
    expect([work.step, work.report?.added, work.path]).toEqual(['map', 2, '/x.xml']);
    await work.shift('2026-03-01');
    await work.send('Saal', SKIP);
    work.go('preview');
    await work.apply();
    expect([work.step, work.report?.applied]).toEqual(['apply', true]);
    expect(asked.at(-1)).toBe('apply /x.xml {"shift_to":"2026-03-01","rooms":{},"skip":["Saal"]}');
  });

  it('remembers the file\u2019s own days when they are shifted', async () => {
    const { it: work } = made();
    await work.read('/x.xml');
    await work.shift('2026-03-01');
    expect(work.days?.pairs).toEqual([{ from: '2025-12-27', to: '2026-03-01' }]);
    await work.shift(null);
    expect(work.days?.pairs).toEqual([{ from: '2025-12-27', to: '2025-12-27' }]);
  });

  it('stays at the preview when writing fails', async () => {
    let refuse = false;
    const work = new Import({
      preview: (_, options) => Promise.resolve(report(options)),
      apply: () => (refuse ? Promise.resolve(report({ shift_to: null, rooms: {}, skip: [] }, true)) : Promise.reject(new Error('full'))),
    });
    await work.read('/x.xml');
    work.go('preview');
    await work.apply();
    expect([work.step, work.error instanceof Error]).toEqual(['preview', true]);
    refuse = true;
    await work.apply();
    expect([work.step, work.error]).toEqual(['apply', undefined]);
  });

  it('cannot go back into the mapping of what is written', async () => {
    const { it: work } = made();
    await work.read('/x.xml');
    await work.apply();
    work.go('map');
    expect(work.step).toBe('apply');
  });

  it('keeps the fault of a file that cannot be read, and none of the last one', async () => {
    const { it: work } = made(new Error('no'));
    await work.read('/x.xml');
    expect([work.report, work.error instanceof Error, work.busy]).toEqual([undefined, true, false]);
    work.reset();
    expect(work.error).toBeUndefined();
  });

  it('never shows a late answer for options that were changed since', async () => {
    const late: ((report: ImportReport) => void)[] = [];
    const work = new Import({ preview: () => new Promise((done) => late.push(done)), apply: () => Promise.reject(new Error('unused')) });
    const first = work.read('/x.xml');
    const second = work.shift('2026-03-01');
    late[1]?.(report({ shift_to: '2026-03-01', rooms: {}, skip: [] }));
    late[0]?.(report({ shift_to: null, rooms: {}, skip: [] }));
    await Promise.all([first, second]);
    expect(work.report?.days?.[0]).toBe('2026-03-01');
  });
});
