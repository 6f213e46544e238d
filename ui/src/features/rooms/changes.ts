// What one version of a template has otherwise than another, in words.
import type { GoodsRule, Item, MeetingKind, TemplateChange } from '$ipc/types';
import { lengthText, listed, nameOf, t } from '$i18n';
import { dueCode } from './times';

/** One change as a line; `kinds` are what the house calls kinds of meetings. */
export function changeText(change: TemplateChange, kinds: readonly MeetingKind[]): string {
  switch (change.kind) {
    case 'head': {
      const side = (text: string) => headText(change.field, text, kinds);
      return t('tpl.part', { field: t(`tpl.head_${change.field as 'name'}`), before: side(change.before), after: side(change.after) });
    }
    case 'item_added':
      return t('tpl.plus', { what: itemText(change.item) });
    case 'item_removed':
      return t('tpl.minus', { what: itemText(change.item) });
    case 'item_changed': {
      const fields = change.fields.map((field) => fieldText(field as keyof Item, change.before, change.after));
      return t('tpl.otherwise', { what: nameOf(change.after.text) || change.after.key, fields: listed(fields) });
    }
    case 'goods_added':
      return t('tpl.plus', { what: `${nameOf(change.rule.item)} ${amount(change.rule)}` });
    case 'goods_removed':
      return t('tpl.minus', { what: `${nameOf(change.rule.item)} ${amount(change.rule)}` });
    case 'goods_changed':
      return t('tpl.part', { field: nameOf(change.after.item), before: amount(change.before), after: amount(change.after) });
  }
}

function headText(field: string, text: string, kinds: readonly MeetingKind[]): string {
  if (text === '') return ['layouts', 'classes', 'meeting_kinds'].includes(field) ? t('tpl.any') : '–';
  if (field === 'meeting_kinds') return listed(text.split(' ').map((code) => nameOf(kinds.find((kind) => kind.code === code)?.name) || code));
  if (field === 'layouts') return listed(text.split(' ').map((one) => t(`layout.${one as 'theatre'}`)));
  if (field === 'rooms') return text === '0' ? t('tpl.any') : text;
  return text;
}

function itemText(item: Item): string {
  return `${dueCode(item.due)} ${nameOf(item.text)}`;
}

function amount(rule: GoodsRule): string {
  return t('tpl.per_hundred', { n: rule.per_hundred, spare: rule.spare });
}

function fieldText(field: keyof Item, before: Item, after: Item): string {
  const side = (item: Item): string => {
    switch (field) {
      case 'due':
        return dueCode(item.due);
      case 'text':
        return nameOf(item.text);
      case 'department':
        return t(`dept_short.${item.department}`);
      case 'work':
        return t(`work.${item.work}`);
      case 'services':
        return item.services.length ? item.services.map((one) => t(`service.${one}`)).join('/') : t('tpl.any');
      case 'after':
        return item.after.join('/') || '–';
      case 'remind':
      case 'escalate':
        return lengthText(item[field]);
      default:
        return String(item[field]) || '–';
    }
  };
  return t('tpl.part', { field: t(`tpl.field_${field as 'due'}`), before: side(before), after: side(after) });
}
