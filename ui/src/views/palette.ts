// The actions that a line calls, best first; those used last lead.
import { desk } from '$ipc';
import { dictionaries, t } from '$i18n';
import { ACTIONS, isOffered, shownKeys, type Action, type Situation } from './actions';

/** An action as the command bar shows it. */
export interface Suggestion { id: string; title: string; keys: string; /** How well it fits, 0 best. */ rank: number }

/** Shown for an empty line when nothing was used yet. */
const USUAL = ['book', 'go.bulletin', 'print.outage', 'go.duty', 'go.bookings.month', 'help'];
/** Most that are shown. */
const SHOWN = 6;

const shown = (action: Action, rank: number): Suggestion => ({ id: action.id, title: action.words.map((word) => t(word)).join(' · '), keys: action.keys?.[0] ? shownKeys(action.keys[0]) : '', rank });

/** What an action is looked for by, in both languages: whole, and word by word. */
function texts(action: Action): string[] {
  const keys = [...action.words, ...(action.also ? [action.also] : [])];
  return (['zh', 'en'] as const).flatMap((language) => [action.words.map((word) => dictionaries[language][word]).join(' '), ...keys.map((word) => dictionaries[language][word])]);
}

/** The codes of actions used last, the last first. */
let recent: string[] | undefined;

async function known(): Promise<string[]> {
  recent ??= await desk.recentActions().catch(() => []);
  return recent;
}

/** What a line calls; the ones used last, for an empty one. */
export async function suggestions(line: string, now: Situation): Promise<Suggestion[]> {
  const offered = ACTIONS.filter((one) => isOffered(one, now));
  const used = await known();
  const place = (action: Action) => (used.includes(action.id) ? used.indexOf(action.id) : used.length);
  if (line.trim() === '') {
    const ids = [...used, ...USUAL.filter((id) => !used.includes(id))];
    return ids.map((id) => offered.find((one) => one.id === id)).filter((one) => one !== undefined).slice(0, SHOWN).map((one) => shown(one, 0));
  }
  const ranks = await desk.rankTexts(line, offered.map(texts));
  const fitting = offered.map((action, at) => ({ action, rank: ranks[at] ?? null })).filter((one): one is { action: Action; rank: number } => one.rank !== null);
  fitting.sort((a, b) => a.rank - b.rank || place(a.action) - place(b.action));
  return fitting.slice(0, SHOWN).map(({ action, rank }) => shown(action, rank));
}

/** Remembers that an action was called. */
export function used(id: string): void {
  recent = [id, ...(recent ?? []).filter((one) => one !== id)].slice(0, 12);
  void desk.usedAction(id).catch(() => undefined);
}
