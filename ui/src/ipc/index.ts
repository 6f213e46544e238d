// What the rest of the window knows of the desk.
export { desk, Refused, type Desk } from './client';
export { concerns, listen, MESH, note, onChange, Query, query, underWay } from './feed.svelte';
export { clock } from './clock.svelte';
export { onTold } from './told';
export { preview } from './preview.svelte';
export type * from './types';
