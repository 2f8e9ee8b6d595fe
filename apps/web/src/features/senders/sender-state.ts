import type { SenderView } from '../../shared/api/schemas.js';
import type { Tone } from '../../shared/ui/tone.js';

export type SenderState = 'failing' | 'limited' | 'untested' | 'refused' | 'working';

/** How a sender stands, worst first. */
export function stateOf(sender: SenderView): SenderState {
  if (sender.failingSince !== null) return 'failing';
  if (sender.waitsReason !== null) return 'limited';
  if (sender.lastTestOk === false) return 'refused';
  return sender.lastTestOk === null ? 'untested' : 'working';
}

export const STATE_TONES: Readonly<Record<SenderState, Tone>> = {
  failing: 'danger',
  limited: 'info',
  refused: 'warning',
  untested: 'quiet',
  working: 'good',
};
