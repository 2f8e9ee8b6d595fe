import { shallowRef } from 'vue';
import type { Problem } from './shared/api/problem.js';

/** Why the first screen could not be shown: the server did not answer, or a part of the app is gone. */
export const startProblem = shallowRef<Problem | null>(null);

/** Begins again from the address bar, so that a newer version of the app is fetched too. */
export function retryStart(): void {
  globalThis.location.reload();
}
