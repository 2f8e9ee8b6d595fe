import { useI18n } from 'vue-i18n';
import { useStageWords } from '../../shared/i18n/use-stage-words.js';

/** "not-fresh: unreachable" names its cause after the colon; the words are those of the kind. */
const kindOf = (code: string): string => code.split(':', 1)[0] ?? code;

/** Codes of a notice in words; a code that this version does not know is shown as it is. */
export function useNoticeWords() {
  const { t, te } = useI18n();
  const known = (prefix: string, code: string): string =>
    te(`${prefix}.${code}`) ? t(`${prefix}.${code}`) : code;
  return {
    /** Why a notice waits, or what went wrong. */
    reason: (code: string) => known('notifications.reasons', kindOf(code)),
    /** What to do about it; empty where nothing is to be done. */
    advice: (code: string) =>
      te(`notifications.advice.${kindOf(code)}`) ? t(`notifications.advice.${kindOf(code)}`) : '',
    stage: useStageWords(),
    language: (code: string) => known('notifications.languages', code),
  };
}
