import { formatAmount, money } from '@invoicetracker/money';
import { useI18n } from 'vue-i18n';
import type { CaseEventView } from '../../shared/api/schemas.js';
import { useFormat } from '../../shared/i18n/use-format.js';
import { useCaseWords } from './use-case-words.js';

/** What the timeline says about one event, and the notice it leads to. */
export interface EventWords {
  readonly text: string;
  readonly detail: string;
  readonly noticeId: string | null;
  readonly interestNoteId: string | null;
}

const MINOR = /^-?\d+$/;

/** Puts the events of a case in words; an event this version does not know keeps its own name. */
export function useEventWords(currency: () => string) {
  const { t, te } = useI18n();
  const format = useFormat();
  const words = useCaseWords();

  const amount = (minor: string, code = currency()): string =>
    MINOR.test(minor)
      ? format.money({ amount: formatAmount(money(BigInt(minor), code)), currency: code })
      : '';

  function detailOf(kind: string, text: (name: string) => string): string {
    const detail = text('detail');
    if (kind === 'held') return text('reason');
    if (kind === 'promise_recorded' || kind.startsWith('dispute_')) return text('note');
    if (kind === 'stage_lapsed') return t('cases.events.lapsedWhy');
    if (detail === '') return '';
    if (detail === 'instalment-not-awaited') return t('agreements.instalmentEvents.over');
    if (kind === 'invoice_left_out') return t(`agreements.invoiceLeftOut.${detail}`);
    if (detail === 'skipped-by-a-person') return t('by-hand.events.skipped');
    return te(`cases.eventDetails.${detail}`) ? t(`cases.eventDetails.${detail}`) : detail;
  }

  return (event: CaseEventView): EventWords => {
    const text = (name: string): string => {
      const value = event.data[name];
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    };
    const key = `cases.events.${event.kind}`;
    const until = text('until');
    const isLess = text('amountMinor').startsWith('-');
    const named = {
      balance_changed: isLess ? 'balance_less' : 'balance_more',
      held: until ? 'held_until' : 'held',
    };
    const ofCase =
      event.kind in named ? `cases.events.${named[event.kind as keyof typeof named]}` : key;
    const ofAgreement = `agreements.events.${event.kind}`;
    const byHand = `by-hand.events.${text('channel')}.${event.kind}`;
    const ofClaim = `claims.events.${event.kind}`;
    // a notice about an instalment says so, however it goes
    const due = text('instalmentOn');
    const ofInstalment = due ? `agreements.instalmentEvents.${event.kind}` : '';
    const chosen = [ofInstalment, byHand, ofAgreement, ofClaim].find((one) => te(one)) ?? ofCase;
    const on = until || text('on');
    return {
      text: te(chosen)
        ? t(chosen, {
            stage: words.stage(text('stageKey') || null),
            balance: amount(text('balanceMinor')),
            amount: amount(text('amountMinor').replace('-', ''), text('currency') || undefined),
            number: text('number'),
            reason: words.closedReason(text('reason') || null),
            on: on ? format.day(on) : '',
            due: due ? format.day(due) : '',
            received: amount(text('receivedMinor')),
          })
        : event.kind,
      detail: detailOf(event.kind, text),
      noticeId: text('noticeId') || null,
      interestNoteId: text('interestNoteId') || null,
    };
  };
}
