import { useI18n } from 'vue-i18n';
import type { AnswerView } from '../../shared/api/schemas.js';
import { REGIONAL } from '../../shared/i18n/languages.js';
import { currentLanguage } from '../../shared/i18n/i18n.js';
import { useFormat } from '../../shared/i18n/use-format.js';

/** Answers in the reader's words: what it is, and what there is to know about it. */
export function useAnswerWords() {
  const { t, te } = useI18n();
  const format = useFormat();
  const stage = (key: string) => (te(`shared.stages.${key}`) ? t(`shared.stages.${key}`) : key);

  /** A code that this version does not know is shown as it is. */
  const reason = (code: string): string =>
    te(`why.reasons.${code}`) ? t(`why.reasons.${code}`) : t('why.reasons.other', { code });

  /** Short sentences, in the order they are read. */
  function facts(answer: AnswerView): string[] {
    const { stageKey, dayOff, least, carriedBy, until, notice, code } = answer;
    const { instalment } = answer;
    const told: string[] = [];
    if (dayOff) told.push(dayOffWords(dayOff));
    if (stageKey) told.push(t('why.facts.stage', { stage: stage(stageKey) }));
    if (instalment) {
      const { place, count, on } = instalment;
      told.push(t('why.facts.instalment', { place, count, on: format.day(on) }));
    }
    if (least) told.push(t('why.facts.least', { amount: format.money(least) }));
    if (carriedBy) told.push(t('why.facts.carriedBy', { number: carriedBy.number }));
    if (until) {
      const words = code === 'next-run' ? 'why.facts.nextRun' : 'why.facts.until';
      told.push(t(words, { on: format.day(until) }));
    }
    if (notice?.sentOn) told.push(t('why.facts.sentOn', { on: format.day(notice.sentOn) }));
    if (notice?.state === 'cancelled') told.push(t('why.facts.takenBack'));
    return told;
  }

  function dayOffWords({ on, country }: NonNullable<AnswerView['dayOff']>): string {
    const day = format.dayLong(on);
    if (!country) return t('why.facts.dayOff', { on: day });
    const names = new Intl.DisplayNames(REGIONAL[currentLanguage()], { type: 'region' });
    return t('why.facts.holiday', { on: day, country: names.of(country) ?? country });
  }

  return { reason, facts, stage };
}
