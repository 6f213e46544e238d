import { describe, expect, test } from 'vitest';
import { clockOf, expiringText, fieldText, hoursOf, isOver, members, minuteOf, minutesOf } from './people';

describe('figures of a person', () => {
  test('hours and minutes', () => {
    expect(hoursOf(2250)).toBe('37.5');
    expect(hoursOf(null)).toBe('');
    expect(minutesOf('37.5')).toBe(2250);
    expect(minutesOf('-1,5')).toBe(-90);
    expect(minutesOf('')).toBeNull();
    expect(minutesOf('vierzig')).toBeNull();
  });
  test('times over midnight', () => {
    expect(clockOf(1500)).toBe('01:00');
    expect(minuteOf('08:30')).toBe(510);
    expect(minuteOf('06:00', 1320)).toBe(1800);
  });
  test('languages', () => expect(members('英语、 法语, ')).toEqual(['英语', '法语']));
});

describe('what runs out', () => {
  test('is named with its day', () => {
    expect(expiringText({ what: { kind: 'clearance' }, until: '2026-12-01' }, [])).toContain('保密资格');
    expect(expiringText({ what: { kind: 'training' }, until: null }, [])).toBe('缺保密培训');
    expect(expiringText({ what: { kind: 'skill', skill: 's' }, until: '2026-12-01' }, [{ id: 's', name: { zh: '急救', en: '' }, place: 1, retired: false }])).toContain('急救');
  });
  test('the last day still holds', () => {
    expect(isOver({ what: { kind: 'training' }, until: '2026-11-23' }, '2026-11-23')).toBe(false);
    expect(isOver({ what: { kind: 'training' }, until: '2026-11-22' }, '2026-11-23')).toBe(true);
  });
});

test('fields are told in words, and what is not understood as it was written', () => {
  const told = (_: string, text: string) => text;
  const skills = [{ id: 's', name: { zh: '急救', en: 'First aid' }, place: 1, retired: false }];
  expect(fieldText('departments', '["centre","technical"]', skills, told)).toBe('客户服务中心、技术保障部');
  expect(fieldText('skills', '[{"skill":"s","level":2,"until":"2026-12-01"}]', skills, told)).toBe('急救 2 (2026-12-01)');
  expect(fieldText('clearance', '{"level":"confidential","until":null}', skills, told)).toBe('保密');
  expect(fieldText('wants', '{"kind":"not_shift","code":"N"}', skills, told)).toBe('不想上 N');
  expect(fieldText('kind', 'sick', skills, told)).toBe('病假');
  expect(fieldText('skills', 'broken', skills, told)).toBe('broken');
});
