// Invented meetings for tests.

import type { BoardMeeting, BoardRoom } from '$ipc/types';

export function room(id: string, more: Partial<BoardRoom> = {}): BoardRoom {
  const name = { zh: `会议室 ${id}`, en: `Room ${id}` };
  const building = { zh: '东楼', en: 'East' };
  return { id, name, number: null, building, class: 'A', layout: 'board', seats: 20, open_from: 480, open_to: 1080, parts: [], companions: [], ...more };
}

export function meeting(id: string, date: string, from: number, to: number, more: Partial<BoardMeeting> = {}): BoardMeeting {
  const instant = (minute: number) => new Date(Date.parse(`${date}T00:00:00Z`) + minute * 60_000).toISOString();
  return {
    id,
    number: `0101-A${id}`,
    title: `会议 ${id}`,
    room: 'r1',
    also: [],
    blocks: ['r1'],
    when: { date, start_minute: from, end_minute: to, all_day: false, start: instant(from), end: instant(to) },
    from_minute: from,
    to_minute: to,
    set_up_minute: from,
    clear_minute: to,
    headcount: 10,
    level: 'internal',
    organiser: '',
    layout: null,
    state: 'confirmed',
    leader: false,
    checks: [],
    late_tasks: 0,
    clash: null,
    follow_ups: [],
    imported: false,
    conflicts: 0,
    offline: false, posts_open: 0, hold: null, lock: null, waits: false,
    ...more,
  };
}
