// Something being edited: a draft beside what is saved.

export class Editor<T extends object> {
  /** What the form changes; none while nothing is being edited. */
  draft = $state<T | undefined>();
  #saved = $state.raw('');

  /** Whether the draft differs from what is saved. */
  readonly dirty = $derived(this.draft !== undefined && JSON.stringify(this.draft) !== this.#saved);

  /** Takes up a value; `fresh` counts as changed from the start. */
  open(value: T, fresh = false): void {
    this.draft = structuredClone(value);
    this.#saved = fresh ? '' : JSON.stringify(value);
  }

  /** Follows a newer saved value unless something was changed here. */
  follow(value: T): void {
    if (!this.dirty && JSON.stringify(value) !== this.#saved) this.open(value);
  }

  /** Back to what is saved, or to nothing if it never was. */
  discard(): void {
    this.draft = this.#saved === '' ? undefined : (JSON.parse(this.#saved) as T);
  }

  /** The draft as plain data. */
  plain(): T | undefined {
    return this.draft === undefined ? undefined : ($state.snapshot(this.draft) as T);
  }
}
