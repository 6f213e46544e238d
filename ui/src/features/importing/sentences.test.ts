import { afterEach, describe, expect, it } from 'vitest';
import { lang } from '$i18n';
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
