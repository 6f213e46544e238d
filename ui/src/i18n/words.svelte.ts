// The dictionary: Chinese is the source of the keys, English must have them
// all (a missing one is a type error in its own file).
import type { Language } from '$ipc/types';
import * as accounts from './accounts';
import * as after from './after';
import * as bookings from './bookings';
import * as bulletin from './bulletin';
import * as bundles from './bundles';
import * as common from './common';
import * as domain from './domain';
import * as during from './during';
import * as figures from './figures';
import * as find from './find';
import * as help from './help';
import * as importing from './importing';
import * as inbox from './inbox';
import * as joining from './joining';
import * as lane from './lane';
import * as lists from './lists';
import * as meeting from './meeting';
import * as notice from './notice';
import * as past from './past';
import * as people from './people';
import * as posts from './posts';
import * as quick from './quick';
import * as readiness from './readiness';
import * as refusal from './refusal';
import * as rooms from './rooms';
import * as refused from './refused';
import * as roster from './roster';
import * as safety from './safety';
import * as seats from './seats';
import * as secrecy from './secrecy';
import * as series from './series';
import * as settings from './settings';
import * as stations from './stations';
import * as stock from './stock';
import * as templates from './templates';
import * as ticks from './ticks';
import * as today from './today';
import * as wall from './wall';
import * as workstation from './workstation';
import * as undo from './undo';

const zh = {
  ...accounts.zh, ...common.zh, ...domain.zh, ...today.zh, ...meeting.zh, ...quick.zh, ...refusal.zh,
  ...bookings.zh, ...importing.zh, ...bulletin.zh, ...rooms.zh, ...settings.zh, ...stations.zh, ...inbox.zh,
  ...joining.zh, ...ticks.zh, ...past.zh, ...bundles.zh, ...notice.zh, ...readiness.zh, ...after.zh, ...during.zh, ...stock.zh, ...seats.zh, ...roster.zh, ...safety.zh, ...figures.zh, ...people.zh, ...posts.zh, ...secrecy.zh, ...refused.zh, ...series.zh, ...lane.zh,
  ...lists.zh, ...find.zh, ...templates.zh, ...wall.zh, ...workstation.zh, ...help.zh, ...undo.zh,
};
const en: Record<keyof typeof zh, string> = {
  ...accounts.en, ...common.en, ...domain.en, ...today.en, ...meeting.en, ...quick.en, ...refusal.en,
  ...bookings.en, ...importing.en, ...bulletin.en, ...rooms.en, ...settings.en, ...stations.en, ...inbox.en,
  ...joining.en, ...ticks.en, ...past.en, ...bundles.en, ...notice.en, ...readiness.en, ...after.en, ...during.en, ...stock.en, ...seats.en, ...roster.en, ...safety.en, ...figures.en, ...people.en, ...posts.en, ...secrecy.en, ...refused.en, ...series.en, ...lane.en,
  ...lists.en, ...find.en, ...templates.en, ...wall.en, ...workstation.en, ...help.en, ...undo.en,
};

/** A key of the dictionary. */
export type Key = keyof typeof zh;

/** Both languages, for tests and for sentences in a language of their own. */
export const dictionaries: Record<Language, Record<Key, string>> = { zh, en };

class Lang {
  /** The language of the window. */
  now = $state<Language>('zh');
  /** The zone that instants are shown in. */
  zone = $state('Asia/Shanghai');

  /** The locale that figures and dates are written by. */
  get locale(): string {
    return this.now === 'zh' ? 'zh-CN' : 'en-GB';
  }

  /** Sets the language, in the document too. */
  set(language: Language): void {
    this.now = language;
    if (typeof document !== 'undefined') document.documentElement.lang = this.locale;
  }
}

/** Language and zone of the window. */
export const lang = new Lang();

/** The words for a key; `{name}` takes a parameter. Follows the language. */
export function t(key: Key, params: Record<string, string | number> = {}): string {
  return fill(dictionaries[lang.now][key] ?? key, params);
}

function fill(text: string, params: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? new Intl.NumberFormat(lang.locale).format(value) : value;
  });
}
