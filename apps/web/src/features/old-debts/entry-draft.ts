import type { OldDebtChoice, OldDebtsView } from '../../shared/api/schemas.js';

export const AGE_BANDS = [1, 2, 3, 4] as const;
export const ENTRIES = ['from-first-stage', 'up-to-stage', 'statement', 'hold'] as const;
export type Entry = (typeof ENTRIES)[number];

/** How the debts of one age enter, as the form has it: the stage is remembered while another entry is looked at. */
export interface BandDraft {
  entry: Entry;
  upToStageKey: string;
}

/** The form: one way for all ages, or one for each. */
export interface EntryDraft {
  isByAge: boolean;
  all: BandDraft;
  byAge: BandDraft[];
}

/** What is in force; before the first decision the careful one, so that nothing is let go by not looking. */
export function draftOf({ choices, capStages }: OldDebtsView): EntryDraft {
  const lastStage = capStages.at(-1)?.key ?? '';
  const bandOf = (choice: OldDebtChoice | undefined): BandDraft => ({
    entry: choice?.entry ?? 'hold',
    upToStageKey: choice?.upToStageKey ?? capStages[0]?.key ?? lastStage,
  });
  const byAge = AGE_BANDS.map((band) => bandOf(choices.find(({ ageBand }) => ageBand === band)));
  const [first] = byAge;
  const isByAge = byAge.some((band) => nameOf(band) !== nameOf(first!));
  return { isByAge, all: { ...first! }, byAge };
}

/** What the API is told. */
export function choicesOf(draft: EntryDraft): OldDebtChoice[] {
  return AGE_BANDS.map((ageBand, index) => {
    const { entry, upToStageKey } = draft.isByAge ? draft.byAge[index]! : draft.all;
    return entry === 'up-to-stage' ? { ageBand, entry, upToStageKey } : { ageBand, entry };
  });
}

const nameOf = ({ entry, upToStageKey }: BandDraft): string =>
  entry === 'up-to-stage' ? `${entry} ${upToStageKey}` : entry;
