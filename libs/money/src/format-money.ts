import { formatAmount } from './amount-text.js';
import { exponentOf } from './currency.js';
import type { Money } from './money.js';

/**
 * An amount for people, in the customs of a BCP 47 locale: "1 234,56 zł", "€1,234.56".
 * The decimal text is handed to Intl, never a float, so that any size keeps its last unit.
 * Throws RangeError for a malformed locale.
 */
export function formatMoney(amount: Money, locale: string): string {
  return formatter(locale, amount.currency).format(
    // Intl reads decimal text exactly; the type only knows literals
    formatAmount(amount) as Intl.StringNumericLiteral,
  );
}

function formatter(locale: string, code: string): Intl.NumberFormat {
  const key = `${locale} ${code}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: code,
    minimumFractionDigits: exponentOf(code),
    maximumFractionDigits: exponentOf(code),
    // no coin below one forint exists, so nobody writes "1 234,00 Ft"
    trailingZeroDisplay: code === 'HUF' ? 'stripIfInteger' : 'auto',
    // Polish CLDR data leaves out the space in "1 234"; letters about money keep it
    useGrouping: 'always',
  });
  formatters.set(key, made);
  return made;
}

// making an Intl formatter costs far more than using one
const formatters = new Map<string, Intl.NumberFormat>();
