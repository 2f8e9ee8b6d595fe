import { useI18n } from 'vue-i18n';
import { useStageWords } from '../../shared/i18n/use-stage-words.js';

/** Codes of the case in words; a code that this version does not know is shown as it is. */
export function useCaseWords() {
  const { t, te } = useI18n();
  const words = (prefix: string, code: string | null): string => {
    if (code === null || code === '') return t('cases.unknownReason');
    return te(`${prefix}.${code}`) ? t(`${prefix}.${code}`) : code;
  };
  return {
    /** Why a case waits: the reason of the last decision. */
    reason: (code: string | null) => words('cases.reasons', code),
    closedReason: (code: string | null) => words('cases.closedReasons', code),
    stage: useStageWords(),
  };
}
