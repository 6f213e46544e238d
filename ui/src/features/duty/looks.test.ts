import { expect, test } from 'vitest';
import { blankRoute, callTone, freshPoint, routeWhole, timesOf, timesText } from './looks';

test('times are read as they are typed, each once and in order', () => {
  expect(timesOf('18:00、9:00 0900')).toEqual([540, 1080]);
  expect(timesOf('')).toEqual([]);
  expect(timesOf('9 o’clock')).toBeNull();
  expect(timesText([540, 1080])).toBe('09:00 18:00');
});

test('a route needs a name and points with words', () => {
  const route = blankRoute(10);
  expect(routeWhole(route)).toBe(false);
  const whole = { ...route, name: { zh: '夜巡', en: '' }, points: [{ key: 'point-1', text: { zh: '大门', en: '' } }] };
  expect(routeWhole(whole)).toBe(true);
  expect(routeWhole({ ...whole, times: { times: 'at', minutes: [] } })).toBe(false);
});

test('a point added gets a key of its own', () => expect(freshPoint(['point-1', 'point-3', 'gate'])).toBe('point-4'));
test('what is late is red whatever it waits for', () => expect(callTone({ state: 'handed', late: true })).toBe('cinnabar'));
