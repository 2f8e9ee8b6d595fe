import { ProviderError } from '@invoicetracker/provider-kit';

export type Answer<Asked, Told> =
  | { readonly asked: Asked; readonly kind: 'told'; readonly told: Told }
  | { readonly asked: Asked; readonly kind: 'unusable'; readonly error: ProviderError };

export interface Answers<Asked, Told> {
  readonly answers: readonly Answer<Asked, Told>[];
  /** Why not all were asked; null when they were. What was answered before is good. */
  readonly stoppedBy: unknown;
}

/** Requests on their way at one time. */
const SIDE_BY_SIDE = 4;

/** Asks about each thing by itself, a few at a time. One unusable answer stops nothing, any other failure does. */
export async function askEach<Asked, Told>(
  things: readonly Asked[],
  ask: (thing: Asked) => Promise<Told>,
): Promise<Answers<Asked, Told>> {
  const waiting = [...things];
  const answers: Answer<Asked, Told>[] = [];
  let stoppedBy: unknown = null;
  const work = async (): Promise<void> => {
    for (
      let thing = waiting.shift();
      thing !== undefined && stoppedBy === null;
      thing = waiting.shift()
    ) {
      try {
        answers.push({ asked: thing, kind: 'told', told: await ask(thing) });
      } catch (error) {
        if (error instanceof ProviderError && error.actor === 'reject')
          answers.push({ asked: thing, kind: 'unusable', error });
        else stoppedBy ??= error;
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return { answers, stoppedBy };
}
