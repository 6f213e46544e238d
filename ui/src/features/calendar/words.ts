// A day of the calendar in one sentence, for who does not see it.
import type { CalendarDay } from '$ipc';
import { dateText, lunarText, t } from '$i18n';

/** Date, lunar day, meetings, rooms, holiday. */
export function dayLabel(day: CalendarDay): string {
  const mark = day.holiday ? t(day.holiday.off ? 'calendar.off_of' : 'calendar.work_of', { name: day.holiday.name }) : '';
  return t('calendar.day_label', { date: dateText(day.date, 'year'), lunar: day.lunar ? lunarText(day.lunar) : '—', n: day.meetings, share: day.share, mark });
}

/** The lunar day as it stands small beside the date: in English by figures. */
export function lunarShort(day: CalendarDay, language: 'zh' | 'en'): string {
  if (!day.lunar) return '';
  return language === 'zh' ? day.lunar.short : `${day.lunar.leap ? '+' : ''}${day.lunar.month}/${day.lunar.day}`;
}
