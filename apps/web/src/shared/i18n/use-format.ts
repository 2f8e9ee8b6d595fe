import { formatMoney, parseAmount } from '@invoicetracker/money';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Money } from '../api/schemas.js';
import { DAY_PATTERNS, isLanguage, REGIONAL } from './languages.js';
import { shownTimeZone } from './time-zone.js';

const MS_PER_DAY = 86_400_000;

/** A calendar day as milliseconds at noon UTC: the same day whichever zone formats it as UTC. */
const noonOf = (day: string): number => Date.parse(`${day}T12:00:00Z`);

/** Dates, times, numbers and money in the user's language and the account's time zone. */
export function useFormat() {
  const { locale } = useI18n();
  const language = computed(() => (isLanguage(locale.value) ? locale.value : 'en'));
  const tag = computed(() => REGIONAL[language.value]);

  const formatters = computed(() => {
    const zone = shownTimeZone.value;
    const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag.value, options);
    return {
      day: of({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
      dayLong: of({
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      }),
      dayShort: of({ day: 'numeric', month: 'short', timeZone: 'UTC' }),
      weekday: of({ weekday: 'short', timeZone: 'UTC' }),
      instant: of({
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        timeZone: zone,
      }),
      time: of({ timeStyle: 'short', timeZone: zone }),
      number: new Intl.NumberFormat(tag.value),
      percent: new Intl.NumberFormat(tag.value, { style: 'percent' }),
      offset: new Intl.NumberFormat(tag.value, {
        style: 'unit',
        unit: 'day',
        unitDisplay: 'long',
        signDisplay: 'exceptZero',
      }),
      relative: new Intl.RelativeTimeFormat(tag.value, { numeric: 'auto' }),
    };
  });

  const unit = (value: number, name: string, digits = 0): string =>
    new Intl.NumberFormat(tag.value, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);

  return {
    /** How a day is typed, for the date pickers. */
    dayPattern: () => DAY_PATTERNS[language.value],
    day: (on: string) => formatters.value.day.format(noonOf(on)),
    dayLong: (on: string) => formatters.value.dayLong.format(noonOf(on)),
    dayShort: (on: string) => formatters.value.dayShort.format(noonOf(on)),
    weekday: (on: string) => formatters.value.weekday.format(noonOf(on)),
    instant: (at: string) => formatters.value.instant.format(Date.parse(at)),
    time: (at: string) => formatters.value.time.format(Date.parse(at)),
    number: (value: number) => formatters.value.number.format(value),
    /** A share from 0 to 1: "87%". */
    percent: (share: number) => formatters.value.percent.format(share),
    /** A yearly rate as decimal text: "15.75" is "15,75%". */
    rate: (percent: string) =>
      new Intl.NumberFormat(tag.value, {
        style: 'percent',
        minimumFractionDigits: 2,
        maximumFractionDigits: 4,
      }).format(Number(percent) / 100),
    /** Decimal text with all its places, exactly. */
    decimal: (text: string) =>
      new Intl.NumberFormat(tag.value, { maximumFractionDigits: 20 }).format(
        text as Intl.StringNumericLiteral,
      ),
    /** "tomorrow", "in 5 days", "3 days ago", counted between two calendar days. */
    daysFrom: (today: string, on: string) =>
      formatters.value.relative.format(
        Math.round((noonOf(on) - noonOf(today)) / MS_PER_DAY),
        'day',
      ),
    /** Days from a day that is known: "+7 days", "−1 day". */
    dayOffset: (days: number) => formatters.value.offset.format(days),
    money: (amount: Money) => formatMoney(parseAmount(amount.amount, amount.currency), tag.value),
    /** How long something took: "0.8 sec", "2 min 5 sec". */
    duration: (ms: number) => {
      if (ms < 10_000) return unit(ms / 1000, 'second', 1);
      const seconds = Math.round(ms / 1000);
      if (seconds < 60) return unit(seconds, 'second');
      return `${unit(Math.floor(seconds / 60), 'minute')} ${unit(seconds % 60, 'second')}`;
    },
  };
}
