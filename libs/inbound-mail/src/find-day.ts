import {
  addDays,
  daysBetween,
  isLocalDate,
  type LocalDate,
  localDate,
  weekday,
} from '@invoicetracker/calendar';

/** A day that a text names, and where. */
export interface NamedDay {
  readonly day: LocalDate;
  /** the words that name it */
  readonly words: string;
  readonly at: number;
}

const MONTHS: readonly (readonly [RegExp, number])[] = [
  [/^(?:january|stycznia|styczeń|jänner|januar|január)/i, 1],
  [/^(?:february|lutego|luty|februar|február)/i, 2],
  [/^(?:march|marca|marzec|märz|március)/i, 3],
  [/^(?:april|kwietnia|kwiecień|április)/i, 4],
  [/^(?:may|maja|maj|mai|május)/i, 5],
  [/^(?:june|czerwca|czerwiec|juni|június)/i, 6],
  [/^(?:july|lipca|lipiec|juli|július)/i, 7],
  [/^(?:august|sierpnia|sierpień|augusztus)/i, 8],
  [/^(?:september|września|wrzesień|szeptember)/i, 9],
  [/^(?:october|października|październik|oktober|október)/i, 10],
  [/^(?:november|listopada|listopad|november)/i, 11],
  [/^(?:december|grudnia|grudzień|dezember|december)/i, 12],
];
const WEEKDAYS: readonly (readonly [RegExp, number])[] = [
  [/^(?:monday|poniedział|montag|hétfő)/i, 1],
  [/^(?:tuesday|wtor|dienstag|kedd)/i, 2],
  [/^(?:wednesday|śro|mittwoch|szerd)/i, 3],
  [/^(?:thursday|czwart|donnerstag|csütört)/i, 4],
  [/^(?:friday|piąt|freitag|péntek)/i, 5],
  [/^(?:saturday|sobot|samstag|szombat)/i, 6],
  [/^(?:sunday|niedziel|sonntag|vasárnap)/i, 7],
];
const WORD = '[\\p{L}]';
const MONTH_WORDS =
  'january|february|march|april|may|june|july|august|september|october|november|december|stycz\\w*|luty|lutego|mar(?:ca|zec)|kwie\\w*|maja?|czerw\\w*|lip(?:ca|iec)|sierp\\w*|wrze\\w*|paź\\w*|listopada?|grud\\w*|jänner|januar|februar|märz|mai|juni|juli|oktober|dezember|január|február|március|április|május|június|július|augusztus|szeptember|október';

/**
 * How each way of naming a day is read; `null` where it cannot be one. Slashes are not: numbers of invoices look the same
 * (3/06/2026).
 */
const FORMS: readonly {
  readonly pattern: RegExp;
  read(match: RegExpExecArray, on: LocalDate): LocalDate | null;
}[] = [
  {
    pattern: /(?<![\d./])(\d{4})[-.] ?(\d{1,2})[-.] ?(\d{1,2})\b/gu,
    read: ([, year, month, day]) => dayOf(Number(year), Number(month), Number(day)),
  },
  {
    pattern: /(?<![\d.,/])(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})\b/gu,
    read: ([, day, month, year = '']) =>
      dayOf(Number(year.length === 2 ? `20${year}` : year), Number(month), Number(day)),
  },
  {
    pattern: /(?<![\d.,])(\d{1,2})\.(\d{1,2})\.?(?![\d.,]*\d)/gu,
    read: ([, day, month], on) => nearest(Number(month), Number(day), on),
  },
  {
    pattern: new RegExp(
      `(?<![\\d.,])(\\d{1,2})\\.?(?:st|nd|rd|th)? (?:of )?((?:${MONTH_WORDS})${WORD}*)(?: (\\d{4}))?`,
      'giu',
    ),
    read: ([, day, month = '', year], on) => byMonthName(month, Number(day), year, on),
  },
  {
    pattern: new RegExp(
      `((?:${MONTH_WORDS})${WORD}*) (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?(?![\\d.,]*\\d)`,
      'giu',
    ),
    read: ([, month = '', day, year], on) => byMonthName(month, Number(day), year, on),
  },
  {
    pattern:
      /(?<!\p{L})(monday|tuesday|wednesday|thursday|friday|saturday|sunday|poniedział\p{L}*|wtor\p{L}*|środ\p{L}*|śród\p{L}*|czwart\p{L}*|piąt\p{L}*|sobot\p{L}*|niedziel\p{L}*|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|hétfő\p{L}*|kedd\p{L}*|szerd\p{L}*|csütört\p{L}*|péntek\p{L}*|szombat\p{L}*|vasárnap\p{L}*)/giu,
    read: ([, name = ''], on) => {
      const wanted = WEEKDAYS.find(([pattern]) => pattern.test(name))?.[1];
      if (wanted === undefined) return null;
      return addDays(on, ((wanted - weekday(on) + 6) % 7) + 1);
    },
  },
  {
    pattern: /(?<!\p{L})(?:today|dzisiaj|dziś|heute|ma(?= |i))(?!\p{L})/giu,
    read: (_, on) => on,
  },
  {
    pattern: /(?<!\p{L})(?:tomorrow|jutro|morgen|holnap(?!ut))(?!\p{L})/giu,
    read: (_, on) => addDays(on, 1),
  },
  {
    pattern: /(?<!\p{L})(?:pojutrze|übermorgen|holnapután)(?!\p{L})/giu,
    read: (_, on) => addDays(on, 2),
  },
  {
    pattern:
      /(?<!\p{L})(?:within|in|za|w ciągu|binnen|innerhalb von) (\d{1,2}) (?:business |working |roboczych )?(?:days?|dni|tagen?|werktagen?)/giu,
    read: ([, days], on) => addDays(on, Number(days)),
  },
  {
    pattern: /(\d{1,2}) (?:munka)?napon belül/giu,
    read: ([, days], on) => addDays(on, Number(days)),
  },
  {
    pattern:
      /(?<!\p{L})(?:end of (?:the |this )?month|koń(?:ca|cem) (?:tego )?miesiąca|(?:bis )?(?:monatsende|ende des monats)|(?:a )?hónap végé\p{L}*|hó végé\p{L}*)/giu,
    read: (_, on) => lastOfMonth(on),
  },
  {
    pattern:
      /(?<!\p{L})(?:end of (?:the |this )?week|koń(?:ca|cem) (?:tego )?tygodnia|ende der woche|(?:a )?hét végé\p{L}*)/giu,
    read: (_, on) => addDays(on, (5 - weekday(on) + 7) % 7),
  },
];

/**
 * Every day that a text names in Polish, English, Hungarian or German, in the order they stand.
 *
 * @param on the day the text was written, from which "on Friday" and a date without a year are read
 */
export function findDays(text: string, on: LocalDate): NamedDay[] {
  const found: NamedDay[] = [];
  for (const { pattern, read } of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const day = read(match, on);
      const isTaken = found.some(
        ({ at, words }) => match.index < at + words.length && at < match.index + match[0].length,
      );
      if (day !== null && !isTaken) found.push({ day, words: match[0], at: match.index });
    }
  }
  return found.sort((left, right) => left.at - right.at);
}

function dayOf(year: number, month: number, day: number): LocalDate | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isLocalDate(text) ? text : null;
}

/** Without a year the one that lies nearest: "on 3 January" written in December is next year's. */
function nearest(month: number, day: number, on: LocalDate): LocalDate | null {
  const year = Number(on.slice(0, 4));
  const days = [year - 1, year, year + 1].map((one) => dayOf(one, month, day));
  return days.reduce<LocalDate | null>((best, one) => {
    if (one === null) return best;
    if (best === null) return one;
    return Math.abs(daysBetween(on, one)) < Math.abs(daysBetween(on, best)) ? one : best;
  }, null);
}

function byMonthName(
  name: string,
  day: number,
  year: string | undefined,
  on: LocalDate,
): LocalDate | null {
  const month = MONTHS.find(([pattern]) => pattern.test(name))?.[1];
  if (month === undefined) return null;
  return year === undefined ? nearest(month, day, on) : dayOf(Number(year), month, day);
}

function lastOfMonth(on: LocalDate): LocalDate {
  const nextMonth = addDays(localDate(`${on.slice(0, 8)}28`), 4);
  return addDays(localDate(`${nextMonth.slice(0, 8)}01`), -1);
}
