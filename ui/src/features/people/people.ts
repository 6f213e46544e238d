// People as they are looked through and edited, and what is said of them.
import type { Department, Expiring, Leave, LeaveKind, Level, Skill, StaffColumn, StaffMember, StaffTwin, Wish } from '$ipc/types';
import { dateText, listed, nameOf, t, wordFor } from '$i18n';
import { NEW } from '$shared/ids';

export const DEPARTMENTS: readonly Department[] = ['centre', 'meeting_service', 'technical', 'security', 'environment', 'procurement', 'building'];
export const LEVELS: readonly Level[] = ['public', 'internal', 'confidential'];
export const LEAVE_KINDS: readonly LeaveKind[] = ['annual', 'sick', 'personal', 'parental', 'training', 'in_lieu', 'other'];
export const COLUMNS: readonly StaffColumn[] = ['number', 'name', 'latin', 'department', 'team', 'position', 'skills', 'clearance', 'cleared_until', 'trained_until', 'uniform', 'phone', 'languages', 'weekly_hours', 'owed_hours', 'available', 'note'];

export function blankPerson(): StaffMember {
  return {
    id: NEW, number: '', name: '', latin: '', departments: [], team: '', position: '', skills: [], clearance: { level: 'internal', until: null }, trained_until: null,
    uniform: '', phone: '', languages: [], weekly_minutes: null, available: [], owed_minutes: 0, note: '', retired: false,
  };
}

export function blankLeave(staff: string, day: string): Leave {
  return { id: NEW, staff, days: { from: day, to: day }, kind: 'annual', note: '', withdrawn: false };
}

export function blankWish(staff: string, day: string): Wish {
  return { id: NEW, staff, days: { from: day, to: day }, wants: { kind: 'off' }, weight: 2, note: '', withdrawn: false };
}

/** Minutes as hours for a field; nothing for none. */
export function hoursOf(minutes: number | null): string {
  return minutes === null ? '' : String(Math.round((minutes / 60) * 100) / 100);
}

/** What was typed as hours, in minutes; null for nothing or no number. */
export function minutesOf(text: string): number | null {
  const hours = Number(text.trim().replace('，', '.').replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(hours) ? null : Math.round(hours * 60);
}

/** `英语、法语` as its members. */
export function members(text: string): string[] {
  return text.split(/[、,，;；]/u).map((one) => one.trim()).filter((one) => one !== '');
}

/** Minute of a day as `HH:MM`; past midnight as the next day's. */
export function clockOf(minute: number): string {
  const of = minute % 1440;
  return `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`;
}

/** What a clock field says, in minutes; an end that is not after the start is the next day's. */
export function minuteOf(text: string, after?: number): number {
  const [hours = '0', minutes = '0'] = text.split(':');
  const minute = Number(hours) * 60 + Number(minutes);
  return after !== undefined && minute <= after ? minute + 1440 : minute;
}

/** `11月23日 至 11月25日`, or one day. */
export function daysText(days: { from: string; to: string }): string {
  const [from, to] = [dateText(days.from, 'short'), dateText(days.to, 'short')];
  return days.from === days.to ? from : t('staff.days', { from, to });
}

export function skillName(id: string, skills: readonly Skill[]): string {
  const skill = skills.find((one) => one.id === id);
  return skill ? nameOf(skill.name) : id.slice(0, 8);
}

/** What runs out and when. */
export function expiringText(one: Expiring, skills: readonly Skill[]): string {
  const what = one.what.kind === 'skill' ? skillName(one.what.skill, skills) : t(one.what.kind === 'training' ? 'staff.training' : 'staff.clearance');
  return one.until === null ? t('staff.untrained') : t('staff.until', { what, date: dateText(one.until, 'year') });
}

/** Whether it has run out already. */
export function isOver(one: Expiring, today: string): boolean {
  return one.until === null || one.until < today;
}

export function twinText(one: StaffTwin): string {
  return t(`staff.twin_${one.by}`, { who: [one.number, one.name].filter(Boolean).join(' ') });
}

export function wishText(wants: Wish['wants']): string {
  return wants.kind === 'off' ? t('staff.wish_off') : t(`staff.wish_${wants.kind}`, { code: wants.code });
}

/** A field of a person, of leave or of a wish as it was written, in words; what
 *  this does not know `told` tells. */
export function fieldText(field: string, text: string, skills: readonly Skill[], told: (field: string, text: string) => string): string {
  try {
    switch (field) {
      case 'departments':
        return listed((JSON.parse(text) as string[]).map((one) => wordFor('dept', one)));
      case 'skills':
        return listed((JSON.parse(text) as StaffMember['skills']).map((had) => `${skillName(had.skill, skills)} ${had.level}${had.until ? ` (${had.until})` : ''}`));
      case 'clearance': {
        const { level, until } = JSON.parse(text) as StaffMember['clearance'];
        return `${t(`level.${level}`)}${until ? ` (${until})` : ''}`;
      }
      case 'days':
        return daysText(JSON.parse(text) as Leave['days']);
      case 'wants':
        return wishText(JSON.parse(text) as Wish['wants']);
      case 'kind':
        return wordFor('leave_kind', text);
      default:
        return told(field, text);
    }
  } catch {
    return told(field, text);
  }
}
