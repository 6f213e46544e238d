import { describe, expect, it } from 'vitest';
import { Editor } from './editor.svelte';

interface Thing { id: string; words: string[] }
const thing = (): Thing => ({ id: 'a', words: ['x'] });

describe('Editor', () => {
  it('is dirty once something differs, and clean again when it is put back', () => {
    const editor = new Editor<Thing>();
    editor.open(thing());
    expect(editor.dirty).toBe(false);
    editor.draft?.words.push('y');
    expect(editor.dirty).toBe(true);
    editor.draft?.words.pop();
    expect(editor.dirty).toBe(false);
  });

  it('never changes what it was given', () => {
    const mine = thing();
    const editor = new Editor<Thing>();
    editor.open(mine);
    editor.draft?.words.push('y');
    expect(mine).toEqual(thing());
    expect(editor.plain()).toEqual({ id: 'a', words: ['x', 'y'] });
  });

  it('follows a newer value only while nothing was changed', () => {
    const editor = new Editor<Thing>();
    editor.open(thing());
    editor.follow({ id: 'a', words: ['new'] });
    expect(editor.draft?.words).toEqual(['new']);
    editor.draft?.words.push('mine');
    editor.follow({ id: 'a', words: ['newer'] });
    expect(editor.draft?.words).toEqual(['new', 'mine']);
    editor.discard();
    expect(editor.draft?.words).toEqual(['new']);
  });

  it('does not begin anew for a value it already has', () => {
    const editor = new Editor<Thing>();
    editor.open(thing());
    const draft = editor.draft;
    editor.follow(thing());
    expect(editor.draft).toBe(draft);
  });

  it('discards what was never saved', () => {
    const editor = new Editor<Thing>();
    editor.open(thing(), true);
    expect(editor.dirty).toBe(true);
    editor.discard();
    expect([editor.draft, editor.dirty]).toEqual([undefined, false]);
  });
});
