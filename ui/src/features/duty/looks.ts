// How incidents and calls look: tones, and a step in words.
import type { CallStep, CallView, IncidentStep, IncidentView, PatrolRoute } from '$ipc/types';
import { t } from '$i18n/words.svelte';
import { hhmm, parseMinute, stamp } from '$i18n/format';
import type { Tone } from '$shared/tones';
import { NEW } from '$shared/ids';

/** The tone of a gravity. */
export function gravityTone(gravity: IncidentView['gravity']): Tone {
  return gravity === 'grave' ? 'cinnabar' : gravity === 'serious' ? 'amber' : 'plain';
}

/** The tone of how far an incident is. */
export function incidentTone(state: IncidentView['state']): Tone {
  return state === 'to_report' ? 'cinnabar' : state === 'open' ? 'amber' : 'jade';
}

/** The tone of how far a call is. */
export function callTone(call: Pick<CallView, 'state' | 'late'>): Tone {
  if (call.late) return 'cinnabar';
  return call.state === 'open' ? 'amber' : call.state === 'handed' ? 'dai' : 'jade';
}

/** Whether somebody must still do something about a call. */
export function isOpen(call: Pick<CallView, 'state'>): boolean {
  return call.state === 'open' || call.state === 'handed';
}

/** What came of a call: a head, and what was said. */
export function callStepText({ done }: CallStep): { head: string; said: string } {
  switch (done.done) {
    case 'answered':
      return { head: t('call.step_answered'), said: done.what };
    case 'booked':
      return { head: t('call.step_booked'), said: '' };
    case 'changed':
      return { head: t('call.step_changed'), said: '' };
    case 'handed':
      return { head: t('call.step_handed', { department: t(`dept.${done.department}`), when: stamp(done.due) }), said: done.what };
    case 'finished':
      return { head: t('call.step_finished'), said: done.note };
    case 'reopened':
      return { head: t('call.step_reopened'), said: done.why };
  }
}

/** What was done about an incident: a head, and what was said. */
export function incidentStepText({ done }: IncidentStep): { head: string; said: string } {
  switch (done.done) {
    case 'told':
      return { head: t('incident.step_told', { to: done.to }), said: done.note };
    case 'measure':
      return { head: t('incident.step_measure'), said: done.what };
    case 'closed':
      return { head: t('incident.step_closed'), said: done.result };
    case 'reopened':
      return { head: t('incident.step_reopened'), said: done.why };
  }
}

/** `9:00 18：30` as minutes of the day, in order; null where one is no time. */
export function timesOf(text: string): number[] | null {
  const words = text.split(/[\s,，、;；]+/u).filter(Boolean);
  const minutes = words.map((word) => parseMinute(word));
  if (minutes.some((one) => one === undefined || one === null || one > 1439)) return null;
  return [...new Set(minutes as number[])].sort((a, b) => a - b);
}

/** Minutes of the day as they are typed. */
export function timesText(minutes: readonly number[]): string {
  return minutes.map(hhmm).join(' ');
}

/** A name within the route that no other point has. */
export function freshPoint(known: readonly string[]): string {
  let n = known.length + 1;
  while (known.includes(`point-${n}`)) n += 1;
  return `point-${n}`;
}

/** A route to begin with. */
export function blankRoute(place: number): PatrolRoute {
  return {
    id: NEW, name: { zh: '', en: '' }, department: 'security',
    points: [{ key: 'point-1', text: { zh: '', en: '' } }], times: { times: 'every', minutes: 120, from: 480, to: 1200 }, grace: 15, place, retired: false,
  };
}

/** Whether a route says enough to be kept. */
export function routeWhole(route: PatrolRoute): boolean {
  const named = (name: { zh: string; en: string }) => name.zh.trim() !== '' || name.en.trim() !== '';
  return named(route.name) && route.points.length > 0 && route.points.every((point) => named(point.text)) && (route.times.times !== 'at' || route.times.minutes.length > 0);
}

/** A minute of the day as a clock field has it; nothing for none. */
export function clockOfMinute(minute: number | null | undefined): string {
  return minute == null ? '' : `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** What a clock field says as a minute of the day; null for nothing. */
export function minuteOfClock(text: string): number | null {
  const [hour, minute] = text.split(':').map(Number);
  return hour === undefined || minute === undefined || Number.isNaN(hour + minute) ? null : hour * 60 + minute;
}
