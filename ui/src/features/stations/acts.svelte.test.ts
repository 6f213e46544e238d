import { describe, expect, it } from 'vitest';
import { wire } from '../../testing/wire';
import { Acting } from './acts.svelte';
import { row } from './fixtures';

const station = row({ id: 's1', name: '东楼' });

describe('doing something about a station', () => {
  it('renames once the name is another', async () => {
    const far = wire({ rename_station: () => null });
    const acting = new Acting('rename', station);
    expect(acting.incomplete).toBe(true);
    acting.text = ' 东楼前台 ';
    expect(await acting.run()).toContain('东楼前台');
    expect(far.asked).toEqual([{ command: 'rename_station', args: { station: 's1', name: '东楼前台' } }]);
  });
  it.each([['retire', 'retire_station'], ['revoke', 'revoke_station']] as const)('%s wants a reason', async (act, command) => {
    const far = wire({ [command]: () => null });
    const acting = new Acting(act, station);
    acting.text = '  ';
    expect(await acting.run()).toBeUndefined();
    acting.text = '被盗';
    expect(await acting.run()).toContain('东楼');
    expect(far.asked).toEqual([{ command, args: { station: 's1', why: '被盗' } }]);
  });
  it('another one takes its place once it is chosen', async () => {
    const far = wire({ replace_station: () => null });
    const acting = new Acting('replace', station);
    acting.text = '旧机坏了';
    expect(acting.incomplete).toBe(true);
    acting.by = 's2';
    expect(await acting.run()).toContain('东楼');
    expect(far.asked).toEqual([{ command: 'replace_station', args: { station: 's1', by: 's2', why: '旧机坏了' } }]);
  });
  it('what the desk refuses is said and the dialog stays', async () => {
    wire({
      revoke_station: () => {
        throw { kind: 'myself' };
      },
    });
    const acting = new Acting('revoke', station);
    acting.text = '试试';
    expect(await acting.run()).toBeUndefined();
    expect([acting.fault, acting.busy]).toEqual([expect.stringMatching(/自己/), false]);
  });
  it('warns before a station is retired that still owes something', () => {
    const warns = (act: 'retire' | 'revoke', over: Parameters<typeof row>[0]) => new Acting(act, row(over)).warning;
    expect(warns('retire', {})).toBe('');
    expect(warns('retire', { not_here: 12, in_step: false })).toContain('12');
    expect(warns('retire', { in_sight: false })).not.toBe('');
    expect(warns('revoke', { in_sight: false })).toBe('');
  });
});
