// What differs between two versions of a notice, in the user's words.
import type { DifferenceView, Name } from '$ipc';
import { listed, nameOf, t, whenLine, wordFor } from '$i18n';

/** One thing that differs: `话筒 鹅颈 4→6`. */
export function differs({ what: one }: DifferenceView): string {
  switch (one.what) {
    case 'time':
      return turned(t('notice.fact.time'), whenLine(one.before), whenLine(one.after));
    case 'rooms':
      return turned(t('notice.fact.rooms'), listed(one.before.map(nameOf)), listed(one.after.map(nameOf)));
    case 'fact':
      return turned(t(`notice.fact.${one.field}`), factText(one.field, one.before), factText(one.field, one.after));
    case 'state':
      return turned(nameOf(one.name), t(`notice.${one.before}`), t(`notice.${one.after}`));
    case 'figure':
      return turned(`${nameOf(one.name)} ${nameOf(one.figure)}`, said(one.before), said(one.after));
    case 'note':
      return turned(`${nameOf(one.name)} ${t('notice.note')}`, one.before, one.after);
    case 'withdrawn':
      return t(one.now ? 'notice.withdrawn_now' : 'notice.withdrawn_back');
  }
}

function turned(what: string, before: string, after: string): string {
  return t('notice.differs', { what, before: before || t('notice.nothing'), after: after || t('notice.nothing') });
}

function said(name: Name): string {
  return name.zh || name.en ? nameOf(name) : '';
}

function factText(field: string, text: string): string {
  if (field === 'layout' || field === 'service') return text && wordFor(field, text);
  if (field === 'leader') return t(text === 'yes' ? 'notice.yes' : 'notice.no');
  return text;
}
