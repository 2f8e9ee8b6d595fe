import type { Answer } from '@invoicetracker/dunning';

/** What is kept of an answer beside its code: what a sentence in any language has to name. Absent where it names nothing. */
export interface AnswerFacts {
  readonly stageKey?: string;
  /** `YYYY-MM-DD` */
  readonly until?: string;
  /** the day without sending; with a country it is that country's public holiday */
  readonly offOn?: string;
  readonly offIn?: string;
  readonly least?: { readonly minor: string; readonly currency: string };
  /** the case that carries the notice this one is grouped into */
  readonly carriedBy?: { readonly caseId: string; readonly number: string };
  /** the instalment it is about, and which of how many it is */
  readonly instalmentOn?: string;
  readonly instalment?: { readonly place: number; readonly count: number };
  readonly noticeId?: string;
  /** a code that says more: what went wrong with the look at the provider */
  readonly detail?: string;
}

export function factsOf({ stageKey, until, dayOff, least, instalment }: Answer): AnswerFacts {
  return {
    ...(stageKey !== null && { stageKey }),
    ...(until !== null && { until }),
    ...(dayOff !== null && { offOn: dayOff.on }),
    ...(dayOff?.country && { offIn: dayOff.country }),
    ...(instalment !== null && {
      instalmentOn: instalment.on,
      instalment: { place: instalment.place, count: instalment.count },
    }),
    ...(least !== null && { least: { minor: String(least.minor), currency: least.currency } }),
  };
}
