import { Problem } from '../api/problem.js';

/**
 * Asks the browser for a passkey. It refuses with errors of its own (closed, timed out, none there):
 * they become a problem with words, like any other refusal.
 */
export async function withPasskeyProblems<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isKnown = error.name === 'InvalidStateError';
    throw new Problem({
      status: 400,
      code: isKnown ? 'passkey-already-there' : 'passkey-not-given',
      title: '',
      detail: '',
      requestId: null,
      errors: [],
    });
  }
}
