// An entry of the audit in words.
import type { AuditEntry, CutLog } from '$ipc/types';
import { fieldName, stamp, t, wordFor } from '$i18n';

/** `打印 · 每日服务通知 1122-B1 · pdf · 3 页`. */
export function entryText(entry: AuditEntry): string {
  const words = [wordFor('intent', entry.intent)];
  const left = entry.left;
  if (left) {
    words.push(t('audit.left', { what: wordFor('left', left.kind), number: left.number }).trim(), left.form);
    if (left.pages > 0) words.push(t('audit.pages', { n: left.pages }));
  }
  return words.join(' · ');
}

/** The fields it wrote, by name, each once. */
export function wroteText(entry: AuditEntry): string {
  const names = entry.wrote.map((one) => fieldName(one.includes('.') ? one.slice(one.indexOf('.') + 1) : one));
  return [...new Set(names)].join(' · ');
}

/** What a cut log says, and what became of the entries. */
export function cutText(cut: CutLog): string {
  const what = t('audit.cut', { station: cut.station, first: cut.kept + 1, last: cut.written, at: stamp(cut.at) });
  return `${what}${t(cut.here ? 'audit.cut_here' : 'audit.cut_lost')}`;
}
