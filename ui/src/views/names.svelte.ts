// What values name: rooms, templates, tasks. Values are shown without them too.
import { desk, query, type Name } from '$ipc';
import { recordText, type Known } from '$i18n/told';

/** Tells the values of records' fields, with the names of the house. */
export function houseNames() {
  const house = query(async () => {
    const [rooms, templates, buildings] = await Promise.all([desk.rooms(), desk.templates(), desk.buildings()]);
    return { rooms, templates, buildings };
  }, ['room', 'template', 'building']);
  const known = $derived<Known>({
    rooms: house.data?.rooms.map((room) => room.name) ?? [],
    templates: house.data?.templates.map((template) => template.name) ?? [],
    tasks: new Map(house.data?.templates.flatMap((template) => template.items.map((item) => [item.key, item.text] as const))),
  });
  const names = $derived(new Map<string, Name>([...(house.data?.rooms ?? []), ...(house.data?.templates ?? []), ...(house.data?.buildings ?? [])].map((one) => [one.id, one.name])));
  return { told: (kind: string, field: string, text: string) => recordText(kind, field, text, known, names) };
}
