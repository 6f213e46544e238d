// Kinds of requirements and ready lists as they are edited: blank ones, what
// stands in the way of saving, answers to choose from as one line.
import type { KindField, Name, ReadyList, RequirementKind } from '$ipc/types';
import type { Fault } from '$i18n/saving.svelte';
import { NEW } from '$shared/ids';

export const SHAPES = ['count', 'line', 'text', 'choice', 'yes_no'] as const;

export function blankKind(place: number): RequirementKind {
  return { id: NEW, name: { zh: '', en: '' }, departments: ['meeting_service'], fields: [], presets: [], approval: false, place, retired: false };
}

export function blankField(fields: readonly KindField[]): KindField {
  return { key: freshKey(fields.map((field) => field.key)), name: { zh: '', en: '' }, shape: { kind: 'line' }, unit: { zh: '', en: '' }, reckoned: null };
}

/** A key that is not taken: `q1`, `q2` … */
export function freshKey(taken: readonly string[]): string {
  let n = taken.length + 1;
  while (taken.includes(`q${n}`)) n += 1;
  return `q${n}`;
}

type Choice = Extract<KindField['shape'], { kind: 'choice' }>['choices'][number];

/** `绿茶/green、红茶/black` of some answers. */
export function choicesText(choices: readonly Choice[]): string {
  return choices.map(({ name }) => (name.en ? `${name.zh}/${name.en}` : name.zh)).join('、');
}

/** The answers that a line names. One that was there keeps its code, so that
 *  what was answered before is still understood. */
export function choicesOf(text: string, before: readonly Choice[]): Choice[] {
  const named = text.split(/[、,，;；]/u).map((part) => part.trim()).filter((part) => part !== '');
  const taken = new Set<string>();
  return named.map((part) => {
    const [zh = '', en = ''] = part.split('/').map((one) => one.trim());
    const known = before.find((one) => one.name.zh === zh || (en !== '' && one.name.en === en));
    let code = known && !taken.has(known.code) ? known.code : en.toLowerCase().replace(/\W+/gu, '_') || zh;
    while (taken.has(code)) code = `${code}_`;
    taken.add(code);
    return { code, name: { zh, en } };
  });
}

const named = (name: Name) => name.zh.trim() !== '' || name.en.trim() !== '';

export function kindFault(kind: RequirementKind): Fault | null {
  if (!named(kind.name)) return { key: 'rooms.fault_name', detail: {} };
  if (kind.departments.length === 0) return { key: 'kinds.fault_departments', detail: {} };
  const keys = kind.fields.map((field) => field.key.trim());
  if (kind.fields.some((field) => !named(field.name)) || keys.includes('') || new Set(keys).size < keys.length) return { key: 'kinds.fault_field', detail: {} };
  if (kind.fields.some((field) => field.shape.kind === 'choice' && field.shape.choices.length === 0)) return { key: 'kinds.fault_choices', detail: {} };
  return null;
}

export function listFault(list: ReadyList): Fault | null {
  return list.points.some((point) => !named(point.text)) ? { key: 'lists.fault', detail: {} } : null;
}
