import { shallowRef } from 'vue';

/** The question that the shell shows; null while nobody has to prove anything. */
export const proofAsked = shallowRef<((isProved: boolean) => void) | null>(null);

let asking: Promise<boolean> | null = null;

/**
 * Asks the person to prove once more who they are, because what they do is risky and their last proof is
 * old. Requests at the same moment share one question.
 *
 * @returns whether they did; false when they closed the question
 */
export function askForProof(): Promise<boolean> {
  asking ??= new Promise<boolean>((resolve) => {
    proofAsked.value = resolve;
  }).finally(() => {
    asking = null;
    proofAsked.value = null;
  });
  return asking;
}
