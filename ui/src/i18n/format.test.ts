import { afterEach, describe, expect, test } from 'vitest';
import { addDays, bytesText, clockTime, countdown, dateText, daysBetween, hhmm, lang, lately, lengthText, minuteText, nameOf, number, parseMinute, spanText, weekday } from './index';

afterEach(() => lang.set('zh'));

describe('times', () => {
  test.each([[0, '00:00'], [570, '09:30'], [1439, '23:59'], [1500, '01:00'], [-30, '23:30']])('%i is %s', (minute, text) => expect(hhmm(minute)).toBe(text));
  test('the day before and after are said', () => {
    expect(minuteText(1500)).toBe('次日 01:00');
    expect(minuteText(-30)).toBe('前日 23:30');
    expect(minuteText(2 * 1440 + 60)).toContain('2');
    lang.set('en');
    expect(minuteText(1500)).toBe('01:00 next day');
  });
  test('a span to midnight ends at 24:00', () => {
    expect(spanText(1320, 1440)).toBe('22:00–24:00');
    expect(spanText(1320, 1470)).toBe('22:00–次日 00:30');
  });
  test.each([['9:30', 570], ['0930', 570], ['9', 540], [' 24:00 ', 1440], ['９', undefined], ['9：05', 545], ['25', undefined], ['24:01', undefined], ['9:60', undefined], ['', undefined], ['abc', undefined]])('%s typed is %s', (text, minute) =>
    expect(parseMinute(text)).toBe(minute));
  test('an instant is shown in the zone of the venue', () => {
    expect(clockTime('2026-11-22T05:36:00Z')).toBe('13:36');
    expect(clockTime('2026-11-21T16:00:00Z')).toBe('00:00');
  });
  test('countdown and lateness', () => {
    expect([540, 5040, 3600, 30, -2160, -5].map(countdown)).toEqual(['9 分后', '1 时 24 分后', '1 时后', '1 分内', '超 36 分', '刚超时']);
  });
  test('an instant as it is said today, yesterday and before', () => {
    const said = (today: string | undefined) => lately('2026-11-21T16:30:00Z', today);
    expect([said('2026-11-22'), said('2026-11-23'), said('2026-11-24'), said(undefined)]).toEqual(['00:30', '昨天 00:30', '11月22日 00:30', '11月22日 00:30']);
  });
  test('lengths', () => expect([45, 120, 150].map(lengthText)).toEqual(['45 分钟', '2 小时', '2 小时 30 分']));
});

describe('days', () => {
  test('in both languages', () => {
    expect(dateText('2026-11-22')).toBe('11月22日 星期日');
    lang.set('en');
    expect(dateText('2026-11-22')).toBe('Sun 22 Nov');
  });
  test('reckoned without zones, over months and leap days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(daysBetween('2026-11-22', '2026-12-02')).toBe(10);
    expect([weekday('2026-11-22'), weekday('2026-11-23')]).toEqual([7, 1]);
  });
});

test.each([[0, '0 字节'], [999, '999 字节'], [1000, '1 KB'], [1449, '1.4 KB'], [999_999, '1,000 KB'], [37_200_000, '37 MB'], [4_294_967_295, '4.3 GB']])('%i bytes are %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));

test('a name falls back to the other language', () => {
  expect(nameOf({ zh: '报告厅', en: 'Lecture hall' })).toBe('报告厅');
  lang.set('en');
  expect(nameOf({ zh: '报告厅', en: '' })).toBe('报告厅');
  expect(number(1386)).toBe('1,386');
});
