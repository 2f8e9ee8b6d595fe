import type { SenderMailbox } from '../../shared/api/schemas.js';
import type { Tone } from '../../shared/ui/tone.js';

export type AnswersState = 'read' | 'failing' | 'unread';

/** Whether somebody notices what comes back to a sender. */
export function answersStateOf({ mailbox }: SenderMailbox): AnswersState {
  if (mailbox === null) return 'unread';
  return mailbox.problem === null ? 'read' : 'failing';
}

/** A sender that writes nothing gets no answers to miss. */
export function answersTone(sender: SenderMailbox): Tone {
  const state = answersStateOf(sender);
  if (state === 'unread') return sender.isWriting ? 'warning' : 'quiet';
  return state === 'failing' ? 'danger' : 'good';
}
