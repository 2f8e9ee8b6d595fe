import type { InterestNoteRow } from '../../shared/api/schemas.js';
import type { Tone } from '../../shared/ui/tone.js';

type Shown = Pick<InterestNoteRow, 'state' | 'isOverdue'>;

/** The state of a note with what matters most of it, as words and colours have it. */
export function shownState({ state, isOverdue }: Shown): 'open' | 'overdue' | 'paid' | 'void' {
  return state === 'open' && isOverdue ? 'overdue' : state;
}

export const NOTE_TONES: Readonly<Record<ReturnType<typeof shownState>, Tone>> = {
  open: 'info',
  overdue: 'warning',
  paid: 'good',
  void: 'quiet',
};
