import { DomainError } from '../../../../platform/http/domain-error.js';

/** How many runs one person (or key) may watch at a time in one process: a browser has six connections to spend. */
const PLACES = 4;

/** Counts who watches how much, so that nobody can hold connections without end. */
export class StreamPlaces {
  private readonly taken = new Map<string, number>();

  /**
   * @returns call it once to give the place back
   * @throws DomainError `too-many-streams`
   */
  take(watcher: string): () => void {
    const taken = this.taken.get(watcher) ?? 0;
    if (taken >= PLACES) {
      throw new DomainError(
        'too-many',
        'too-many-streams',
        `You are watching ${PLACES} runs already. Ask for the run itself from time to time instead.`,
        [],
        60,
      );
    }
    this.taken.set(watcher, taken + 1);
    return () => {
      const left = this.taken.get(watcher)! - 1;
      if (left === 0) this.taken.delete(watcher);
      else this.taken.set(watcher, left);
    };
  }
}
