import { useI18n } from 'vue-i18n';
import type { PaymentList } from '../../shared/api/schemas.js';

type Told = PaymentList['provider'];

/** What the invoicing system is told of a payment, in words. */
export function useToldWords() {
  const { t, te } = useI18n();
  const systemOf = (told: Told): string => (told ? t(`payments.systems.${told.provider}`) : '');

  return {
    systemOf,

    /**
     * What it will be told of one that is recorded now.
     * @param isAll nothing is left to pay after it
     * @returns nothing where no system is connected
     */
    forecast(told: Told, isAll: boolean): string[] {
      if (!told) return [];
      const words = (key: string) => t(`payments.told.${key}`, { system: systemOf(told) });
      if (!told.canMarkPaid) return [words('cannot')];
      if (!told.marksPaid && !told.recordsPayments) return [words('off')];
      const later = told.state === 'active' ? [] : [words(told.state)];
      if (isAll && told.marksPaid) return [words('whole'), ...later];
      return told.recordsPayments ? [words('each'), ...later] : [words('part')];
    },

    /** Why it does not know yet, and who has to act; the system's own words where we have none. */
    reason(told: Told, code: string, detail: string | null): string {
      const system = systemOf(told);
      if (te(`payments.reasons.${code}`)) return t(`payments.reasons.${code}`, { system });
      return detail === null ? '' : t('payments.answered', { system, detail });
    },
  };
}
