import type { Letter } from './letter.ts';
import type { HeldKey } from './store.ts';

/** Letters in memory, by their places in the log. */
export class HeldLetters extends Map<string, Letter> {
  private known: readonly HeldKey[] | undefined;

  /** As their events have them; the same until the letters change. */
  get heldKeys(): readonly HeldKey[] {
    return (this.known ??= [...this.values()].map(({ topic, event: { key } }) => ({ topic, key })));
  }

  override set(place: string, letter: Letter): this {
    this.known = undefined;
    return super.set(place, letter);
  }

  override delete(place: string): boolean {
    this.known = undefined;
    return super.delete(place);
  }
}
