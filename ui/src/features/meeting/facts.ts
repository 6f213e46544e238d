// A meeting's booking as lines of label and text.
import type { MeetingDetail } from '$ipc/types';
import { dateText, nameOf, number, spanText, stamp, t } from '$i18n';
import { originText } from '$i18n/told';

/** The facts that are known, in the order of the form. */
export function facts(detail: MeetingDetail): { label: string; text: string }[] {
  const { meeting, when, room } = detail;
  const layout = meeting.slot.layout ?? room?.layout;
  const lines: [string, string | null | undefined | false][] = [
    [t('meeting.when'), `${dateText(when.date, 'year')} ${when.all_day ? `${t('time.all_day')} ` : ''}${spanText(when.start_minute, when.end_minute)}`],
    [t('field.room'), room ? `${nameOf(room.name)} · ${nameOf(room.building)} · ${t(`class.${room.class}`)}` : t('common.no_room')],
    [t('field.layout'), layout && t(`layout.${layout}`)],
    [t('field.meeting_kind'), detail.kind_name && nameOf(detail.kind_name)],
    [t('field.headcount'), meeting.headcount !== null && number(meeting.headcount)],
    [t('field.organiser'), meeting.organiser],
    [t('field.contact'), [meeting.contact, meeting.phone].filter(Boolean).join(' ')],
    [t('field.service'), t(`service.${meeting.service}`)],
    [t('field.leader'), meeting.leader && t('common.yes')],
    [t('field.level'), t(`level.${meeting.level}`)],
    [t('field.needs'), meeting.needs],
    [t('field.taken'), t('meeting.taken_by', { by: meeting.taken.by || '—', at: stamp(meeting.taken.at) })],
    [t('field.source'), meeting.source && t('meeting.imported', { origin: originText(meeting.source.origin) })],
  ];
  return lines.flatMap(([label, text]) => (text ? [{ label, text }] : []));
}
