// Rules by which many fields are decided at once.
import type { FieldView, Rule } from '$ipc/types';
import { t } from '$i18n';

/** The rules that say something about these fields, in words. */
export function rulesFor(fields: readonly FieldView[]): { rule: Rule; text: string }[] {
  const versions = fields.flatMap((field) => field.versions);
  const stations = new Map(versions.map((one) => [one.station_id, one.station]));
  const people = [...new Set(versions.map((one) => one.by).filter(Boolean))];
  return [
    { rule: { rule: 'shown' } as Rule, text: t('inbox.rule_shown') },
    { rule: { rule: 'newest' } as Rule, text: t('inbox.rule_newest') },
    ...[...stations].map(([station, name]) => ({ rule: { rule: 'station', station } as Rule, text: t('inbox.rule_station', { name }) })),
    ...people.map((name) => ({ rule: { rule: 'person', name } as Rule, text: t('inbox.rule_person', { name }) })),
  ];
}

/** How many of the fields a rule decides. */
export function countOf(fields: readonly FieldView[], rule: Rule): number {
  const has = (field: FieldView) => field.versions.some((one) => (rule.rule === 'station' ? one.station_id === rule.station : rule.rule === 'person' ? one.by === rule.name : true));
  return fields.filter(has).length;
}
