// Dates, times and figures as people read them. Days are civil dates
// (`2026-11-22`) and minutes count from a day's midnight, as the desk sends
// them: nothing here reckons with time zones but `clockTime` and `stamp`.
import type { CalendarDay, Name } from '$ipc/types';
import { lang, t } from './words.svelte';

/** Minutes of a day. */
export const DAY = 1440;

/** A name in the language of the window, else in the other. */
export function nameOf(name: Name | null | undefined): string {
  if (!name) return '';
  return lang.now === 'zh' ? name.zh || name.en : name.en || name.zh;
}

/** `570` → `09:30`; past midnight it starts over. */
export function hhmm(minute: number): string {
  const within = ((minute % DAY) + DAY) % DAY;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(within / 60))}:${two(within % 60)}`;
}

/** Like `hhmm`, saying so when it is the day before or after. */
export function minuteText(minute: number): string {
  const day = Math.floor(minute / DAY);
  if (day === 0) return hhmm(minute);
  if (day === 1) return t('time.next_day', { time: hhmm(minute) });
  if (day === -1) return t('time.day_before', { time: hhmm(minute) });
  return t('time.days_on', { time: hhmm(minute), days: day });
}

/** A span: `09:00–11:30`, `22:00–次日 00:30`. An end at midnight is 24:00. */
export function spanText(from: number, to: number): string {
  const end = to === DAY && from < DAY && from >= 0 ? '24:00' : minuteText(to);
  return `${minuteText(from)}–${end}`;
}

/** A day and its span: `11月22日 周日 09:00–11:30`. */
export function whenLine(when: { date: string; start_minute: number; end_minute: number }): string {
  return `${dateText(when.date, 'short')} ${spanText(when.start_minute, when.end_minute)}`;
}

/** `9:30`, `0930`, `9` → minutes; undefined when it is no time. 24:00 is allowed. */
export function parseMinute(text: string): number | undefined {
  const clean = text.trim().replace('：', ':');
  const match = /^(\d{1,2}):(\d{2})$/.exec(clean) ?? /^(\d{1,2})(\d{2})$/.exec(clean) ?? /^(\d{1,2})()$/.exec(clean);
  if (!match) return undefined;
  const [hour, minute] = [Number(match[1]), Number(match[2] || 0)];
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return undefined;
  return hour * 60 + minute;
}

function civil(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** `11月22日 星期日`; with the year where `year` asks for it. */
export function dateText(date: string, style: 'long' | 'short' | 'year' = 'long'): string {
  const options: Intl.DateTimeFormatOptions =
    style === 'short'
      ? { month: 'numeric', day: 'numeric', weekday: 'short' }
      : { ...(style === 'year' && { year: 'numeric' }), month: lang.now === 'zh' ? 'long' : 'short', day: 'numeric', weekday: lang.now === 'zh' ? 'long' : 'short' };
  const parts = new Intl.DateTimeFormat(lang.locale, { timeZone: 'UTC', ...options }).format(civil(date));
  return lang.now === 'zh' ? parts.replace(/(星期|周)/, ' $1').replace('  ', ' ') : parts;
}

/** A day by the lunar calendar, in full: 十月廿三; in English by its figures. */
export function lunarText(day: NonNullable<CalendarDay['lunar']>): string {
  return lang.now === 'zh' ? day.full : t(day.leap ? 'calendar.lunar_leap' : 'calendar.lunar', { month: day.month, day: day.day });
}

/** A civil date `days` later. */
export function addDays(date: string, days: number): string {
  const day = civil(date);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** Days from one civil date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((civil(to).getTime() - civil(from).getTime()) / 86_400_000);
}

/** 1 is Monday, 7 Sunday. */
export function weekday(date: string): number {
  return civil(date).getUTCDay() || 7;
}

/** A figure with its grouping. */
export function number(value: number): string {
  return new Intl.NumberFormat(lang.locale).format(value);
}

/** An instant as wall time at the venue: `13:36`. */
export function clockTime(instant: string | number, seconds = false): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: lang.zone, hour: '2-digit', minute: '2-digit', ...(seconds && { second: '2-digit' }), hourCycle: 'h23',
  }).format(new Date(instant));
}

/** An instant with its day: `11月22日 13:36`. */
export function stamp(instant: string | number): string {
  const day = new Intl.DateTimeFormat(lang.locale, { timeZone: lang.zone, month: lang.now === 'zh' ? 'long' : 'short', day: 'numeric' });
  return `${day.format(new Date(instant))} ${clockTime(instant)}`;
}

/** The local day of an instant: `2026-11-22`. */
export function localDay(instant: string | number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: lang.zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(instant));
}

/** An instant as people say it on the day `today`: `13:35`, `昨天 18:02`, `11月20日 18:02`. */
export function lately(instant: string | number, today: string | undefined): string {
  const days = today === undefined ? undefined : daysBetween(localDay(instant), today);
  if (days === 0) return clockTime(instant);
  return days === 1 ? t('time.yesterday', { time: clockTime(instant) }) : stamp(instant);
}

/** Bytes as people read them: `512 字节`, `1.4 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return t('bytes.b', { n: bytes });
  const units = ['bytes.kb', 'bytes.mb', 'bytes.gb'] as const;
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  const size = bytes / 1000 ** power;
  return t(units[power - 1] ?? 'bytes.gb', { n: Number(size < 10 ? size.toFixed(1) : size.toFixed(0)) });
}

/** How long until something, or how late it is: `9 分后`, `超 36 分`. */
export function countdown(seconds: number): string {
  const late = seconds < 0;
  const all = Math.abs(seconds);
  // Seconds would have every card drawn anew each second.
  if (all < 60) return t(late ? 'time.late_s' : 'time.in_s');
  const minutes = Math.floor(all / 60);
  if (minutes < 60) return t(late ? 'time.late_m' : 'time.in_m', { n: minutes });
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  return m === 0 ? t(late ? 'time.late_h' : 'time.in_h', { h }) : t(late ? 'time.late_hm' : 'time.in_hm', { h, m });
}

/** A length of time in minutes: `1 小时 30 分`. */
export function lengthText(minutes: number): string {
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  if (h === 0) return t('time.len_m', { m });
  return m === 0 ? t('time.len_h', { h }) : t('time.len_hm', { h, m });
}
