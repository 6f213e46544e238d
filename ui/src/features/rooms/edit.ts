// What makes a room, a template or a venue fit to be saved, and blank ones.

import type { Basis, Class, Department, GoodsRule, Item, Layout, Name, Room, Refreshment, Template, Venue, Work } from '$ipc/types';
import type { Key } from '$i18n';
import type { Fault } from '$i18n/saving.svelte';
import { NEW } from '$shared/ids';

export const CLASSES: readonly Class[] = ['A', 'B', 'C'];
export const LAYOUTS: readonly Layout[] = ['theatre', 'classroom', 'u_shape', 'hollow_square', 'board', 'directional', 'rounds'];

export const DEPARTMENTS: readonly Department[] = ['centre', 'meeting_service', 'technical', 'security', 'environment', 'procurement', 'building'];
export const WORKS: readonly Work[] = ['set_up', 'check', 'room', 'security', 'tea', 'greeting', 'clearing', 'desk'];
export const SERVICES: readonly Refreshment[] = ['tea', 'podium_tea', 'water', 'none'];
export const BASES: readonly Basis[] = ['heads', 'podium', 'seats', 'meeting'];

export function blankRoom(building: string, rank: number): Room {
  return {
    id: NEW,
    building,
    name: { zh: '', en: '' },
    number: null,
    aliases: [],
    class: 'A',
    settings: [{ layout: 'board', seats: 20, set_up: 15, clear: 10 }],
    companions: [],
    parts: [],
    opening: { from: 420, to: 1320, days: [1, 2, 3, 4, 5, 6, 7] },
    rank,
    retired: false,
  };
}

export function blankTemplate(name: Name): Template {
  return { id: NEW, name, classes: ['A'], layouts: [], meeting_kinds: [], rooms: [], podium: 0, items: [], goods: [], replaces: null, retired: false };
}

export function blankItem(items: readonly Item[]): Item {
  return {
    key: freeKey('task', items),
    text: { zh: '', en: '' },
    department: 'meeting_service',
    work: 'set_up',
    due: { from: 'start', minutes: -30 },
    after: [],
    services: [],
    remind: 5,
    escalate: 15,
    rule: '',
  };
}

export function blankGoods(): GoodsRule {
  return { item: { zh: '', en: '' }, unit: { zh: '', en: '' }, services: ['tea'], basis: 'heads', per_hundred: 100, spare: 0 };
}

/** A key no item has: `task`, `task-2`, `task-3` … */
export function freeKey(stem: string, items: readonly Item[]): string {
  const taken = new Set(items.map((item) => item.key));
  let key = stem;
  for (let n = 2; taken.has(key); n += 1) key = `${stem}-${n}`;
  return key;
}

/** The template without an item, nor any mention of it. */
export function withoutItem(template: Template, key: string): Template {
  const items = template.items.filter((item) => item.key !== key).map((item) => ({ ...item, after: item.after.filter((other) => other !== key) }));
  return { ...template, items };
}

/** Words between commas, each once. */
export function splitWords(text: string): string[] {
  const words = text.split(/[,，、;；\n]/u).map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ''))];
}

export function roomFault(room: Room): Fault | null {
  const { opening, settings } = room;
  if (!named(room.name)) return fault('rooms.fault_name');
  if (room.building === '' || room.building === NEW) return fault('rooms.fault_building');
  if (settings.length === 0) return fault('rooms.fault_settings');
  if (new Set(settings.map((setting) => setting.layout)).size < settings.length) return fault('rooms.fault_twice');
  if (room.parts.includes(room.id) || room.companions.includes(room.id)) return fault('rooms.fault_part');
  if (!(opening.to > opening.from)) return fault('rooms.fault_hours');
  if (opening.days.length === 0) return fault('rooms.fault_days');
  return null;
}

export function templateFault(template: Template): Fault | null {
  const { items } = template;
  if (!named(template.name)) return fault('rooms.fault_name');
  if (template.classes.length === 0) return fault('rooms.fault_class');
  if (items.some((item) => !named(item.text))) return fault('rooms.fault_text');
  if (items.some((item) => item.key.trim() === '') || new Set(items.map((item) => item.key)).size < items.length) return fault('rooms.fault_key');
  if (items.some((item) => item.due.from === 'every' && item.due.minutes < 1)) return fault('rooms.fault_every');
  if (items.some((item) => item.escalate < item.remind)) return fault('rooms.fault_escalate');
  if (template.goods.some((rule) => !named(rule.item) || rule.services.length === 0)) return fault('rooms.fault_goods');
  const circle = circleIn(items);
  return circle ? fault('rooms.fault_circle', { keys: circle.join(' → ') }) : null;
}

export function venueFault(venue: Venue): Fault | null {
  if (!named(venue.name) || venue.meeting_kinds.some((kind) => !named(kind.name))) return fault('rooms.fault_name');
  const { default_minutes: _, ...parts } = venue.day_parts;
  const wrong = Object.values(parts).some((part) => !(part.from < part.to));
  return wrong ? fault('venue.fault_window') : null;
}

/** Keys that come before one another in a circle, the first one again at the end. */
export function circleIn(items: readonly Item[]): string[] | null {
  const after = new Map(items.map((item) => [item.key, item.after]));
  const clear = new Set<string>();
  const walk = (key: string, path: string[]): string[] | null => {
    if (clear.has(key)) return null;
    if (path.includes(key)) return [...path.slice(path.indexOf(key)), key];
    for (const next of after.get(key) ?? []) {
      const found = walk(next, [...path, key]);
      if (found) return found;
    }
    clear.add(key);
    return null;
  };
  for (const item of items) {
    const found = walk(item.key, []);
    if (found) return found;
  }
  return null;
}

/** Pieces of a goods rule for so many people. */
export function pieces(basis: number, perHundred: number, spare: number): number {
  return basis === 0 ? 0 : Math.ceil((basis * perHundred) / 100) + spare;
}

function named(name: Name): boolean {
  return name.zh.trim() !== '' || name.en.trim() !== '';
}

function fault(key: Key, detail: Record<string, string> = {}): Fault {
  return { key, detail };
}
