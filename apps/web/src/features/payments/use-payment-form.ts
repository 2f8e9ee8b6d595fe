import { formatAmount, parseAmount, subtract } from '@invoicetracker/money';
import { computed, ref, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, dataOf } from '../../shared/api/api.js';
import type { FieldProblem } from '../../shared/api/problem.js';
import type { Money, PaymentList } from '../../shared/api/schemas.js';
import { useAction } from '../../shared/composables/use-action.js';
import { regionOf } from '../../shared/i18n/languages.js';
import { useFormat } from '../../shared/i18n/use-format.js';
import { useAccount } from '../../shared/session/use-account.js';
import { amountToType, typedAmount } from '../../shared/i18n/typed-amount.js';
import type { Saying } from './designation.js';

interface Debt {
  readonly caseId: string;
  readonly open: Money;
  /** the firm's calendar day; null while it is not known */
  readonly today: string | null;
}

/** What the form of a payment holds. All that is open is filled in, and again when that has changed meanwhile. */
export function usePaymentForm(debt: Debt, onDone: (list: PaymentList) => void) {
  const { t, locale } = useI18n();
  const format = useFormat();
  const { accountId } = useAccount();
  const region = computed(() => regionOf(locale.value));
  const amount = ref('');
  const receivedOn = ref<string | null>(debt.today);
  const note = ref('');
  const saying = ref<Saying>('none');
  const isChecked = ref(false);

  // What somebody has typed stays; what was only filled in for them follows what is open.
  watch(
    () => debt.open.amount,
    (open, before) => {
      const isUntouched =
        before === undefined || amount.value === amountToType(before, region.value);
      if (isUntouched) amount.value = amountToType(open, region.value);
    },
    { immediate: true },
  );
  watch(
    () => debt.today,
    (today) => {
      receivedOn.value ??= today;
    },
  );

  const open = computed(() => parseAmount(debt.open.amount, debt.open.currency));
  const typed = computed(() => typedAmount(amount.value, debt.open.currency));
  /** What stays open after it; null while the amount is none. */
  const left = computed(() => {
    if (typed.value === null || typed.value.minor <= 0n) return null;
    const rest = subtract(open.value, typed.value);
    return rest.minor < 0n ? null : rest;
  });
  const problems = computed(() => {
    const wrong = new Map<string, string>();
    if (typed.value === null || typed.value.minor <= 0n) wrong.set('amount', 'amount-malformed');
    else if (left.value === null) wrong.set('amount', 'amount-exceeds-balance');
    if (receivedOn.value === null) wrong.set('receivedOn', 'day-missing');
    return wrong;
  });

  const save = useAction(
    async () => {
      const { note: text, ...body } = {
        amount: formatAmount(typed.value!),
        receivedOn: receivedOn.value!,
        openBefore: debt.open.amount,
        note: note.value.trim(),
      };
      const list = await dataOf(
        api.POST('/api/v1/accounts/{accountId}/cases/{caseId}/payments', {
          params: { path: { accountId, caseId: debt.caseId } },
          body: {
            ...body,
            ...(text === '' ? {} : { note: text }),
            ...(saying.value === 'none' ? {} : { designation: saying.value }),
          },
        }),
      );
      onDone(list);
    },
    { isShownInPlace: true },
  );

  async function submit(): Promise<void> {
    isChecked.value = true;
    if (problems.value.size === 0) await save.run();
  }

  function problemOf(field: string): FieldProblem | undefined {
    const own = isChecked.value ? problems.value.get(field) : undefined;
    if (own !== undefined) return { field, code: own, message: wordsOf(own) };
    const given = save.fieldProblems.value.get(field);
    return given && { ...given, message: wordsOf(given.code) || given.message };
  }

  function wordsOf(code: string): string {
    const known = `payments.problems.${code}`;
    const example = amountToType('125.50', region.value);
    const words = t(known, { open: format.money(debt.open), example });
    return words === known ? '' : words;
  }

  return {
    amount,
    receivedOn,
    note,
    saying,
    left,
    leftToShow: computed(() => ({
      amount: left.value === null ? debt.open.amount : formatAmount(left.value),
      currency: debt.open.currency,
    })),
    save,
    submit,
    problemOf,
    isTooLate: (day: Date): boolean => debt.today !== null && localDay(day) > debt.today,
  };
}

/** The day that stands in a calendar's field. */
function localDay(day: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
