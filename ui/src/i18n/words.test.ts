import { describe, expect, test } from 'vitest';
import type { Refusal } from '$ipc/types';
import { coded, dictionaries, errorText, followUpText, lang, refusalText, t, type Key } from './index';

const keys = Object.keys(dictionaries.zh) as Key[];
const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('the dictionary', () => {
  test('English has every key and no other', () => expect(Object.keys(dictionaries.en).sort()).toEqual([...keys].sort()));
  test('nothing is empty', () => expect(keys.filter((key) => !dictionaries.zh[key].trim() || !dictionaries.en[key].trim())).toEqual([]));
  test('both languages take the same parameters', () => expect(keys.filter((key) => slots(dictionaries.zh[key]).join() !== slots(dictionaries.en[key]).join())).toEqual([]));
  // A language is offered by its own name.
  test('English is free of Chinese', () => expect(keys.filter((key) => !key.endsWith('zh') && /[\u4e00-\u9fff]/.test(dictionaries.en[key]))).toEqual([]));
  test('parameters are put in, figures with grouping', () => expect(t('common.people', { n: 1200 })).toBe('1,200 人'));
});

describe('every refusal is a sentence in both languages', () => {
  const all: Refusal[] = [
    { kind: 'clash', detail: { with: [], offers: [] } },
    { kind: 'slot', detail: 'end_before_start' }, { kind: 'slot', detail: 'too_long' }, { kind: 'slot', detail: 'year_out_of_range' },
    { kind: 'lacks', detail: ['title', 'room', 'date', 'start', 'end'] },
    { kind: 'comes_before', detail: [{ zh: '一级检查', en: 'Level 1' }] },
    { kind: 'away', detail: { name: '林晓', reason: 'annual', days: { from: '2026-11-23', to: '2026-11-25' } } }, { kind: 'backwards', detail: { from: '2026-11-25', to: '2026-11-23' } },
    { kind: 'reason_needed' }, { kind: 'name_needed' }, { kind: 'nobody_listed' },
    { kind: 'need_to_know' },
    { kind: 'myself' }, { kind: 'no_network', detail: '' }, { kind: 'address', detail: 'front' },
    ...['not_a_code', 'wrong_code', 'offer_closed', 'unreachable', 'silent', 'other_version', 'broken', 'refused', 'guest', 'house', 'no_address', 'strange'].map((code): Refusal => ({ kind: 'pairing', detail: { code, detail: '' } })),
    { kind: 'bundle', detail: { code: 'damaged', file: '/x.steward' } }, { kind: 'bundle', detail: { code: 'never heard of', file: '' } },
    { kind: 'state', detail: { from: 'closed', to: 'held' } },
    { kind: 'unknown', detail: 'x' },
    { kind: 'several', detail: { word: '贵宾室', found: ['a', 'b'] } },
    { kind: 'too_long', detail: { field: 'title', most: 300 } },
    { kind: 'out_of_range', detail: { field: 'headcount', least: 0, most: 9999 } },
    { kind: 'file', detail: { code: 'not_a_calendar', detail: '' } },
    { kind: 'document', detail: { code: 'no_printer', detail: '' } },
    { kind: 'store', detail: { code: 'no_space', detail: '' } },
    { kind: 'store', detail: { code: 'never heard of', detail: 'EIO' } },
  ];
  test.each(['zh', 'en'] as const)('%s', (language) => {
    lang.set(language);
    for (const refusal of all) expect(refusalText(refusal), JSON.stringify(refusal)).toMatch(language === 'zh' ? /[\u4e00-\u9fff].*[。？]|：/ : /[a-z]/);
    for (const refusal of all) expect(refusalText(refusal)).not.toMatch(/\{\w+\}|undefined/);
    lang.set('zh');
  });
});

test.each(['key_wrong', 'key_missing', 'damaged', 'newer', 'in_use', 'network_folder', 'no_space', 'read_only', 'no_permission', 'other'])('opening fault %s has a title and a sentence of its own', (code) => {
  expect(dictionaries.zh).toHaveProperty([`store.${code}`]);
  expect(dictionaries.zh).toHaveProperty([`opening.title.${code}`]);
});

test('an unknown code and an unknown error still say what to do', () => {
  expect(coded('file', 'strange', 'line 3')).toContain('line 3');
  expect(errorText(new Error('boom'))).toBe(t('refusal.other'));
});

test('follow-ups name their figures', () => {
  expect(followUpText({ kind: 'too_many', heads: 480, seats: 450 })).toBe('480 人，只有 450 座');
  expect(followUpText({ kind: 'short_notice', lead_minutes: 1440 })).toContain('24 小时');
  expect(followUpText({ kind: 'incomplete', missing: ['title', 'contact'] })).toContain('会议名称、联系人');
});
