// Codes of an import as sentences.

import { type Key, dictionaries, t } from '$i18n';

/** A remark (`no_end`, `title_cut: 400 > 300`) as a sentence, with what it is about in brackets. */
export function remarkText(remark: string): string {
  const match = /^([a-z_]+)(?:[:\s]\s*(.+))?$/su.exec(remark.trim());
  const key = match ? `remark.${match[1]}` : '';
  if (!match || !known(key)) return t('remark.unknown', { code: remark });
  const text = t(key);
  return match[2] ? t('remark.with_detail', { text, detail: match[2] }) : text;
}

function known(key: string): key is Key {
  return Object.hasOwn(dictionaries.zh, key);
}
