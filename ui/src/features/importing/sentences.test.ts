import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { dictionaries, lang } from '$i18n';
import { remarkText } from './sentences';

afterEach(() => lang.set('zh'));

describe('remarkText', () => {
  it.each([
    ['no_end', '没有结束时间，按默认时长计'],
    ['title_cut: title 400 > 300', '标题过长，已截短（title 400 > 300）'],
    ['unknown_zone Mars/Olympus', '时区不认识（Mars/Olympus）'],
    ['brand_new_code', '其他：brand_new_code'],
  ])('%s', (remark, sentence) => expect(remarkText(remark)).toBe(sentence));

  it('speaks English too', () => {
    lang.set('en');
    expect(remarkText('no_start')).toBe('No start');
  });
});

describe('every code has a sentence', () => {
  const rust = readFileSync(new URL('../../../../src-tauri/crates/exchange/src/model.rs', import.meta.url), 'utf8');
  const body = /pub enum RemarkCode \{(.*?)\n\}/su.exec(rust)?.[1] ?? '';
  const codes = [...body.matchAll(/^ {4}([A-Z]\w+),$/gmu)].map((match) => (match[1] ?? '').replace(/(?<!^)[A-Z]/gu, (letter) => `_${letter}`).toLowerCase());
  const added = ['room_left_out', 'slot', 'cancelled', 'locked'];

  it('of the reader and of the import', () => {
    expect(codes.length).toBeGreaterThan(20);
    expect([...codes, ...added].filter((code) => !Object.hasOwn(dictionaries.zh, `remark.${code}`))).toEqual([]);
  });
});
