import { describe, expect, it } from 'vitest';
import type { WallMeeting, WallView } from '$ipc/types';
import { lang } from '$i18n';
import { buildingOf, holidayLine, isDark, lunarLine, pagesOf, rowsOf, signOf, turned } from './wall';

const meeting = (id: string, room: string, from: number, state: WallMeeting['state'] = 'confirmed', building = 'east'): WallMeeting => ({
  id, number: `1122-A${id}`, title: id, room: { zh: room, en: '' }, building, from_minute: from, to_minute: from + 60, state, headcount: 20, late: 0, gaps: 0,
});
const view = (meetings: WallMeeting[]): WallView => ({
  venue: { zh: '中心', en: '' }, date: '2026-11-22', lunar: null, holiday: null, now: '2026-11-22T05:00:00Z', minute: 780,
  buildings: [{ id: 'east', name: { zh: '东楼', en: 'East' }, meetings: 1 }, { id: 'west', name: { zh: '西楼', en: 'West' }, meetings: 1 }],
  meetings, counts: { meetings: meetings.length, people: 0, running: 0, late: 0, incidents: 0, gaps: 0 },
});

describe('the rows of a wall', () => {
  it('are one for each room, with what follows, what runs first', () => {
    const rows = rowsOf(view([meeting('1', '203', 900), meeting('2', '203', 1000), meeting('3', '204', 950, 'in_session'), meeting('4', '205', 800)]), null);
    expect(rows.map((row) => [row.now.id, row.then?.id ?? null])).toEqual([['3', null], ['4', null], ['1', '2']]);
  });

  it('are of one building where one is named, by name or id', () => {
    const all = view([meeting('1', '203', 900), meeting('2', '301', 900, 'confirmed', 'west')]);
    expect(rowsOf(all, buildingOf(all, '西楼')?.id ?? null).map((row) => row.now.id)).toEqual(['2']);
    expect(buildingOf(all, 'east')?.name.zh).toBe('东楼');
    expect(buildingOf(all, 'EAST')?.id).toBe('east');
    expect(buildingOf(all, 'nowhere')).toBeNull();
    expect(rowsOf(all, null)).toHaveLength(2);
  });

  it('what is in session goes before what is cleared in the same room', () => {
    const [row] = rowsOf(view([meeting('1', '203', 700, 'clearing'), meeting('2', '203', 770, 'in_session')]), null);
    expect(row?.now.id).toBe('2');
  });
});

describe('the pages', () => {
  it('hold so many rows, and there is always one', () => {
    const rows = rowsOf(view(Array.from({ length: 13 }, (_, n) => meeting(String(n), `R${n}`, 800 + n))), null);
    expect(pagesOf(rows).map((page) => page.length)).toEqual([6, 6, 1]);
    expect(pagesOf([])).toEqual([[]]);
  });

  it('turn around both ways, a thousand times over', () => {
    let page = 0;
    for (let n = 0; n < 1000; n += 1) page = turned(page, 3);
    expect(page).toBe(1);
    expect(turned(0, 3, -1)).toBe(2);
    expect(turned(5, 2)).toBe(0);
    expect(turned(0, 0)).toBe(0);
  });
});

describe('the day', () => {
  const lunar = { short: '廿三', full: '十月廿三', month: 10, leap: false, day: 23, marked: false };
  it('is said by the lunar calendar, with its feast or solar term', () => {
    expect(lunarLine({ lunar })).toBe('农历十月廿三');
    expect(lunarLine({ lunar: { ...lunar, short: '小雪', marked: true } })).toBe('农历十月廿三 小雪');
    expect(lunarLine({ lunar: { ...lunar, short: '十月', full: '十月初一', day: 1, marked: true } })).toBe('农历十月初一');
    expect(lunarLine({ lunar: null })).toBe('');
  });
  it('is said in plain figures in English', () => {
    lang.set('en');
    expect(lunarLine({ lunar })).toBe('lunar calendar: month 10, day 23');
    expect(lunarLine({ lunar: { ...lunar, short: '闰六月', full: '闰六月初一', month: 6, leap: true, day: 1 } })).toBe('lunar calendar: leap month 6, day 1');
    lang.set('zh');
  });
  it('says whether it is off, or made up for', () => {
    expect(holidayLine({ holiday: { name: '国庆节', off: true } })).toBe('国庆节 放假');
    expect(holidayLine({ holiday: { name: '国庆节', off: false } })).toBe('国庆节 调休上班');
    expect(holidayLine({ holiday: null })).toBe('');
  });
});

describe('how it looks', () => {
  it('is dark by setting, by the window, or by the clock over midnight', () => {
    const by = (theme: 'window' | 'light' | 'dark' | 'clock') => ({ public: false, theme, dark_from: 1080, dark_to: 420, page_seconds: 15 });
    expect([isDark(by('dark'), 720, false), isDark(by('light'), 0, true), isDark(by('window'), 0, true)]).toEqual([true, false, true]);
    expect([1080, 1439, 0, 419, 420, 720].map((minute) => isDark(by('clock'), minute, false))).toEqual([true, true, true, true, false, false]);
  });

  it('has a shape for each state', () => {
    expect(new Set((['in_session', 'in_preparation', 'clearing', 'confirmed'] as const).map((state) => signOf({ state }))).size).toBe(4);
  });
});
