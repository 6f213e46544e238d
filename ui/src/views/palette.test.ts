import { beforeEach, describe, expect, it } from 'vitest';
import { lang } from '$i18n';
import { wire, type Wire } from '../testing/wire';
import type { Right, Situation } from './actions';
import { suggestions } from './palette';

const holders = [
  { right: 'audit', roles: [{ zh: '审计员', en: 'Auditor' }] },
  { right: 'cancel', roles: [{ zh: '前台', en: 'Front desk' }, { zh: '值班主管', en: 'Supervisor' }] },
];
const situation = (may: (right: Right) => boolean): Situation => ({ meeting: 'm1', governed: true, signedIn: true, may });

const found = (line: string, may: (right: Right) => boolean) => suggestions(line, situation(may));

let asked: Wire['asked'];
beforeEach(() => {
  lang.set('zh');
  const ranks = ({ line, things }: Record<string, unknown>) => (things as string[][]).map((texts) => (texts.some((text) => text === line) ? 0 : texts.some((text) => text.includes(String(line))) ? 2 : null));
  asked = wire({ recent_actions: () => ['go.audit'], rank_texts: ranks, right_holders: () => holders }).asked;
});

describe('what somebody may not do', () => {
  it('is found and says which roles may', async () => {
    const all = await found('审计', (right) => right !== 'audit');
    const audit = all.find((one) => one.id === 'go.audit');
    expect(audit?.barred).toBe('您没有这项权限，可请：审计员');
    const cancel = (await found('取消', () => false)).find((one) => one.id === 'meeting.cancel');
    expect(cancel?.barred).toContain('前台、值班主管');
  });
  it('comes after what they may that fits as well', async () => {
    const all = await found('打印', () => false);
    const bars = all.map((one) => one.barred !== null);
    expect(bars).toEqual([...bars].sort((a, b) => Number(a) - Number(b)));
    expect(bars).toContain(true);
  });
  it('is not among what is offered before anything is typed', async () => {
    const all = await found('', (right) => right !== 'audit');
    expect(all.map((one) => one.id)).not.toContain('go.audit');
    expect(all.every((one) => one.barred === null)).toBe(true);
  });
  it('is said to be theirs to nobody where no role has it', async () => {
    const all = await found('打印', () => false);
    expect(all.find((one) => one.id === 'print.outage')?.barred).toBe('您没有这项权限');
  });
});

describe('what somebody may do', () => {
  it('is found as before, and nobody is asked who else may', async () => {
    const all = await found('审计', () => true);
    expect(all.find((one) => one.id === 'go.audit')?.barred).toBeNull();
    expect(asked.some((one) => one.command === 'right_holders')).toBe(false);
  });
});
