// The columns of each list, in the order of its template.
import type { IntakeColumn, IntakeKind } from '$ipc/types';

export const COLUMNS: Record<IntakeKind, readonly IntakeColumn[]> = {
  meetings: ['title', 'date', 'start', 'end', 'time', 'room', 'layout', 'headcount', 'organiser', 'contact', 'phone', 'service', 'leader', 'needs', 'state', 'level', 'number', 'uid'],
  rooms: ['building', 'name', 'name_en', 'number', 'aliases', 'class', 'layout', 'seats', 'theatre', 'classroom', 'u_shape', 'hollow_square', 'board', 'directional', 'rounds', 'set_up', 'clear', 'opening', 'parts', 'companions'],
  goods: ['name', 'name_en', 'unit', 'unit_en', 'location', 'minimum', 'returns'],
  counts: ['name', 'unit', 'location', 'counted', 'note'],
  calendar: [],
};
