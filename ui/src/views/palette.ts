// The actions that a line calls, best first; those used last lead.
import { desk } from '$ipc';
import { dictionaries, listed, nameOf, t } from '$i18n';
import { ACTIONS, isAllowed, isShown, rightsOf, shownKeys, type Action, type Right, type Situation } from './actions';

/** An action as the command bar shows it. */
export interface Suggestion { id: string; title: string; keys: string; /** How well it fits, 0 best. */ rank: number; /** Who may, where whoever is here may not. */ barred: string | null }

/** Shown for an empty line when nothing was used yet. */
const USUAL = ['book', 'go.bulletin', 'print.outage', 'go.duty', 'go.bookings.month', 'help'];
/** Most that are shown. */
const SHOWN = 6;

const shown = (action: Action, rank: number, barred: string | null = null): Suggestion => ({ id: action.id, title: action.words.map((word) => t(word)).join(' · '), keys: action.keys?.[0] ? shownKeys(action.keys[0]) : '', rank, barred });

/** For some rights, what is said to whoever has none of them: which roles have one. */
async function bars(lacking: boolean): Promise<(rights: readonly Right[]) => string> {
  const holders = lacking ? await desk.rightHolders().catch(() => []) : [];
  return (rights) => {
    const roles = holders.filter((one) => rights.includes(one.right)).flatMap((one) => one.roles.map(nameOf));
    return roles.length ? t('palette.for_roles', { roles: listed([...new Set(roles)]) }) : t('palette.not_yours');
  };
}

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

/** What a line calls; the ones used last, for an empty one. What whoever is here
 *  may not do is found too, after what they may, and says who may. */
export async function suggestions(line: string, now: Situation): Promise<Suggestion[]> {
  const offered = ACTIONS.filter((one) => isShown(one, now));
  const used = await known();
  const place = (action: Action) => (used.includes(action.id) ? used.indexOf(action.id) : used.length);
  if (line.trim() === '') {
    const ids = [...used, ...USUAL.filter((id) => !used.includes(id))];
    const allowed = offered.filter((one) => isAllowed(one, now));
    return ids.map((id) => allowed.find((one) => one.id === id)).filter((one) => one !== undefined).slice(0, SHOWN).map((one) => shown(one, 0));
  }
  const ranks = await desk.rankTexts(line, offered.map(texts));
  const fitting = offered.map((action, at) => ({ action, rank: ranks[at] ?? null, barred: !isAllowed(action, now) })).filter((one): one is { action: Action; rank: number; barred: boolean } => one.rank !== null);
  fitting.sort((a, b) => a.rank - b.rank || Number(a.barred) - Number(b.barred) || place(a.action) - place(b.action));
  const first = fitting.slice(0, SHOWN);
  const bar = await bars(first.some((one) => one.barred));
  return first.map(({ action, rank, barred }) => shown(action, rank, barred ? bar(rightsOf(action)) : null));
}

/** Remembers that an action was called. */
export function used(id: string): void {
  recent = [id, ...(recent ?? []).filter((one) => one !== id)].slice(0, 12);
  void desk.usedAction(id).catch(() => undefined);
}
