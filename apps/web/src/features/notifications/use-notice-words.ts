import { useI18n } from 'vue-i18n';

/** Codes of a notice in words; a code that this version does not know is shown as it is. */
export function useNoticeWords() {
  const { t, te } = useI18n();
  const known = (prefix: string, code: string): string =>
    te(`${prefix}.${code}`) ? t(`${prefix}.${code}`) : code;
  return {
    /** Why a notice waits, or what went wrong. */
    reason: (code: string) => known('notifications.reasons', code),
    /** What to do about it; empty where nothing is to be done. */
    advice: (code: string) =>
      te(`notifications.advice.${code}`) ? t(`notifications.advice.${code}`) : '',
    stage: (key: string) => known('shared.stages', key),
    language: (code: string) => known('notifications.languages', code),
  };
}
