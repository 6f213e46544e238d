// An act, and why it cannot be undone, in words.
import type { ActLine, RecentAct, UndoPart, UndoRefused } from '$ipc/types';
import { stamp } from './format';
import { fieldName, wordFor } from './sentences';
import { titleOf } from './titles';
import { nameOf } from './format';
import { recordText, toldText, type Known } from './told';
import { t } from './words.svelte';

/** `改期 · 季度经营分析会`. */
export function actText(act: Pick<RecentAct, 'intent' | 'meetings' | 'things'>): string {
  const named = act.meetings.map((meeting) => titleOf(meeting.title));
  const things = act.things.map((thing) => nameOf(thing.name)).filter(Boolean);
  return [wordFor('intent', act.intent), ...new Set([...named, ...things])].join(' · ');
}

/** What a line of an act changed, before and after. */
export function lineText(line: ActLine, known: Known): { field: string; before: string; after: string } {
  const said = (text: string) => (line.kind === line.field ? toldText(line.field, text, known) : recordText(line.kind, line.field, text, known, new Map()));
  return { field: fieldName(line.field), before: said(line.before ?? ''), after: said(line.after) };
}

/** What cannot be undone: which, and who did what since. */
export function partText(part: UndoPart, known: Known): string {
  const what = [nameOf(part.name), fieldName(part.why === 'in_use' ? part.kind : part.field || part.kind)].filter(Boolean).join(' · ');
  if (part.why === 'in_use') return [what, part.now && t('undo.used', { by: part.now })].filter(Boolean).join(' · ');
  const at = part.at === null ? '' : stamp(part.at);
  const now = part.now && (part.field ? recordText(part.kind, part.field, part.now, known, new Map()) : toldText(part.kind, part.now, known));
  const since = part.by && t(now ? 'undo.since' : 'undo.since_by', { by: part.by, at, now });
  return [what, since].filter(Boolean).join(' · ');
}

/** Why it cannot be, as one sentence. */
export function refusedText(no: UndoRefused): string {
  const why = t(`no_undo.${no.why}`);
  return no.intent === '' ? why : t('refusal.no_undo', { what: wordFor('intent', no.intent), why });
}
