// Words, dates and figures in the language of the window.
export { dictionaries, lang, t, type Key } from './words.svelte';
export * from './format';
export * from './sentences';
export * from './titles';
export * from './places';
