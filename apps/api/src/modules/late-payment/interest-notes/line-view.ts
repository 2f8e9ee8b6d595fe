import { moneyOf } from '../../../platform/http/money.dto.js';
import type { InterestNoteLine } from '../../notifications/contract/interest-note-facts.js';
import type { InterestNoteDraft, InterestNoteLineView } from './interest-notes.dto.js';
import type { NoteDraft } from './read-note-draft.js';

/** A note that is not issued yet, as screens read it. */
export function draftView(draft: NoteDraft): InterestNoteDraft {
  const { facts, currency } = draft;
  const nothing = moneyOf(0n, currency);
  return {
    client: { id: draft.clientId, name: facts.client.name },
    issuedOn: facts.issuedOn,
    payBy: facts.payBy,
    language: facts.language,
    interest: facts.interest ?? nothing,
    compensation: facts.compensation ?? nothing,
    total: facts.total,
    blocked: [...draft.blocked],
    lines: draft.lines.map(({ caseId, says }) => lineView(caseId, says, currency)),
  };
}

/** What a note says of one invoice, in short. */
export function lineView(
  caseId: string,
  line: InterestNoteLine,
  currency: string,
): InterestNoteLineView {
  return {
    caseId,
    invoiceNumber: line.invoiceNumber,
    dueOn: line.dueOn,
    paidOn: line.paidOn,
    daysLate: line.daysLate,
    interest: line.interest?.amount ?? moneyOf(0n, currency),
    compensation: line.compensation?.amount ?? null,
  };
}
