import { useI18n } from 'vue-i18n';

/** "7 days after due", "1 day before due", "on the due date". */
export function useOffsetWords(): (days: number | undefined) => string {
  const { t } = useI18n();
  return (days = 0) => {
    if (days === 0) return t('policy.offset.on');
    const n = Math.abs(days);
    return t(days > 0 ? 'policy.offset.after' : 'policy.offset.before', { n }, n);
  };
}
