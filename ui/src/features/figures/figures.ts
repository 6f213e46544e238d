// Figures in the words of the window, and the days they are of.
import type { FigureHeatCell, FigureValue } from '$ipc';
import { addDays, daysBetween, lang, lengthText, number, t, weekday } from '$i18n';

/** A figure as it is read: `1,204`, `92.3%`, `2 天 3 小时`. */
export function figure(value: FigureValue): string {
  switch (value.kind) {
    case 'none': return '—';
    case 'count': return number(value.n);
    case 'share': return value.of ? `${tenths((value.part / value.of) * 100)}%` : '—';
    case 'each': return value.of ? tenths(value.part / value.of) : '—';
    case 'hours': return tenths(value.minutes / 60);
    case 'length': return length(value.minutes);
    case 'money': return money(value.fen ?? 0);
  }
}

/** A figure as a number to draw by. */
export function drawn(value: FigureValue): number {
  switch (value.kind) {
    case 'count': return value.n;
    case 'share': case 'each': return value.of ? value.part / value.of : 0;
    case 'hours': case 'length': return value.minutes;
    case 'money': return value.fen ?? 0;
    case 'none': return 0;
  }
}

/** How a count differs from that of the period before: `+3`; nothing for equal ones and what is no count. */
export function difference(value: FigureValue, before: FigureValue): string {
  if (value.kind !== 'count' || before.kind !== 'count' || value.n === before.n) return '';
  return `${value.n > before.n ? '+' : '−'}${number(Math.abs(value.n - before.n))}`;
}

function tenths(value: number): string {
  return new Intl.NumberFormat(lang.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
}

function money(fen: number): string {
  return new Intl.NumberFormat(lang.locale, { minimumFractionDigits: 2 }).format(fen / 100);
}

function length(minutes: number): string {
  if (minutes < 0) return `−${length(-minutes)}`;
  const [days, rest] = [Math.floor(minutes / 1440), minutes % 1440];
  if (!days) return lengthText(rest);
  const hours = Math.floor(rest / 60);
  return hours ? t('figures.days_hours', { days, hours }) : t('figures.days', { n: days });
}

/** The use of an hour from 0 to 1; none where the rooms are shut. */
export function share(cell: FigureHeatCell): number | undefined {
  return cell.open ? Math.min(1, cell.used / cell.open) : undefined;
}

/** Days that figures are of. */
export interface Days { from: string; to: string }

/** Monday to Sunday of a day. */
export function weekOf(day: string): Days {
  const from = addDays(day, 1 - weekday(day));
  return { from, to: addDays(from, 6) };
}

/** The month of a day. */
export function monthOf(day: string): Days {
  const from = `${day.slice(0, 8)}01`;
  const next = addDays(from, 31).slice(0, 8);
  return { from, to: addDays(`${next}01`, -1) };
}

/** As many days before or after; a month moves by months. */
export function step(days: Days, by: 1 | -1): Days {
  const month = monthOf(days.from);
  if (month.from === days.from && month.to === days.to) return monthOf(by > 0 ? addDays(days.to, 1) : addDays(days.from, -1));
  const length = daysBetween(days.from, days.to) + 1;
  return { from: addDays(days.from, by * length), to: addDays(days.to, by * length) };
}

/** What the days are among those that are offered. */
export function kindOf(days: Days, today: string): 'week' | 'last_week' | 'month' | 'span' {
  const is = (other: Days) => other.from === days.from && other.to === days.to;
  if (is(weekOf(today))) return 'week';
  if (is(weekOf(addDays(today, -7)))) return 'last_week';
  return is(monthOf(today)) ? 'month' : 'span';
}

/** The days of a route; the week of today for what is none. */
export function daysOf(args: readonly string[], today: string): Days {
  const [from = '', to = ''] = args;
  const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (!isDay(from) || !isDay(to)) return weekOf(today);
  return from <= to ? { from, to } : { from: to, to: from };
}
