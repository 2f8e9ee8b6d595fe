import type { AnswerBody, InboundMailView } from '../../shared/api/schemas.js';

type Answer = AnswerBody['answer'];

/** What a person may say follows from a reply. */
export const ANSWERS = [
  'promise',
  'dispute',
  'hold',
  'stop',
  'wrong-person',
  'go-on',
] as const satisfies readonly Answer[];

/** Those that name their cases: a stop is for all of the client's, a wrong person for the whole notice. */
export const isAboutCases = (answer: Answer): boolean =>
  answer === 'promise' || answer === 'dispute' || answer === 'hold';

export interface ProposedAnswer {
  answer: Answer;
  /** the day of a promise, `YYYY-MM-DD`; empty where none is named */
  on: string;
  until: string;
}

/** What the mail's words suggest; the person chooses. What is grave waits without a day. */
export function proposedAnswer({ intents }: Pick<InboundMailView, 'intents'>): ProposedAnswer {
  const nothing = { on: '', until: '' };
  const [gravest] = intents;
  if (gravest === undefined) return { answer: 'go-on', ...nothing };
  if (gravest.kind === 'promise') return { ...nothing, answer: 'promise', on: gravest.day ?? '' };
  if (gravest.kind === 'dispute' || gravest.kind === 'stop' || gravest.kind === 'wrong-person')
    return { ...nothing, answer: gravest.kind };
  return {
    ...nothing,
    answer: 'hold',
    until: gravest.kind === 'asks-for-time' || gravest.kind === 'absent' ? (gravest.day ?? '') : '',
  };
}
