// What a wall shows: a row for each room, now and next, so many to a page.
import type { Settings, WallMeeting, WallView } from '$ipc/types';
import { lang, lunarText, t } from '$i18n';

/** Rows that a page holds at reading size. */
export const ROWS = 6;

/** A room with what runs in it, or comes next, and what follows. */
export interface WallRow { key: string; now: WallMeeting; then: WallMeeting | null }

/** The building that a word names, by id or by name; null for all of them. */
export function buildingOf(view: WallView, word: string | undefined): WallView['buildings'][number] | null {
  if (!word) return null;
  return view.buildings.find((one) => one.id === word || one.name.zh === word || one.name.en.toLowerCase() === word.toLowerCase()) ?? null;
}

/** How soon somebody wants to know of it: what runs, what is being cleared, what is to come. */
function rank(meeting: WallMeeting): number {
  if (meeting.state === 'in_session') return 0;
  return meeting.state === 'clearing' ? 2 : 1;
}

/** The rows of a wall, what runs first, then by time. Meetings without a room have a row each. */
export function rowsOf(view: WallView, building: string | null): WallRow[] {
  const rows = new Map<string, WallMeeting[]>();
  for (const meeting of view.meetings) {
    if (building !== null && meeting.building !== building) continue;
    const key = meeting.room ? `${meeting.building ?? ''}/${meeting.room.zh}` : meeting.id;
    rows.set(key, [...(rows.get(key) ?? []), meeting]);
  }
  const made = [...rows].map(([key, all]) => {
    const [now, then] = [...all].sort((a, b) => rank(a) - rank(b) || a.from_minute - b.from_minute);
    return now ? [{ key, now, then: then ?? null }] : [];
  });
  return made.flat().sort((a, b) => rank(a.now) - rank(b.now) || a.now.from_minute - b.now.from_minute || a.key.localeCompare(b.key));
}

/** The day by the lunar calendar: 农历十月廿三, and the feast or solar term it is;
 *  in English by its figures. Empty outside the table. */
export function lunarLine({ lunar }: Pick<WallView, 'lunar'>): string {
  if (!lunar) return '';
  const said = t('wall.lunar', { day: lunarText(lunar) });
  // On other days the short form is the day itself, or the month it begins.
  return lang.now === 'en' || lunar.full.includes(lunar.short) ? said : `${said} ${lunar.short}`;
}

/** What the day is off for, or made up for; empty on any other. */
export function holidayLine({ holiday }: Pick<WallView, 'holiday'>): string {
  return holiday ? t(holiday.off ? 'wall.off_of' : 'wall.work_of', { name: holiday.name }) : '';
}

/** The rows in pages; one empty page when there are none. */
export function pagesOf(rows: readonly WallRow[], most = ROWS): WallRow[][] {
  const pages: WallRow[][] = [];
  for (let at = 0; at < rows.length; at += most) pages.push(rows.slice(at, at + most));
  return pages.length ? pages : [[]];
}

/** The page after one, the first after the last. */
export function turned(page: number, pages: number, by = 1): number {
  return pages === 0 ? 0 : (((page + by) % pages) + pages) % pages;
}

/** Whether a wall is dark at a minute of the day. */
export function isDark(settings: Settings['wall'], minute: number, windowDark: boolean): boolean {
  if (settings.theme === 'window') return windowDark;
  if (settings.theme !== 'clock') return settings.theme === 'dark';
  const { dark_from: from, dark_to: to } = settings;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** The sign of a state: each has a shape of its own, so that colour says nothing alone. */
export function signOf(meeting: Pick<WallMeeting, 'state'>): string {
  switch (meeting.state) {
    case 'in_session':
      return '●';
    case 'in_preparation':
      return '▲';
    case 'clearing':
      return '■';
    default:
      return '○';
  }
}
