import type { LocalDate } from '@invoicetracker/calendar';

import type { AskBank } from './ask-bank.js';
import { publishedDay, publishedNumber, unreadable, type PublishedRate } from './published-rate.js';
import { childrenOf, readXml, type XmlNode } from './read-xml.js';

const NAMESPACE = 'http://www.mnb.hu/webservices/';

/** Base rates by the day of their publication, which is the first day they hold or the one before it. */
export async function mnbBaseRates(
  ask: AskBank,
  site: string,
  from: LocalDate,
  to: LocalDate,
): Promise<PublishedRate[]> {
  const url = `${site}/alapkamat.asmx`;
  const days = `<web:startDate>${from}</web:startDate><web:endDate>${to}</web:endDate>`;
  const answer = await call(ask, url, 'MNBAlapkamatServiceSoap', 'GetCentralBankBaseRate', days);
  const rates = childrenOf(readXml(answer, 'MNBCentralBankBaseRates'), 'BaseRate').map((rate) => ({
    on: publishedDay(rate['@publicationDate']),
    value: publishedNumber(rate['#text']),
    currency: null,
    source: url,
  }));
  if (rates.length === 0) throw unreadable('a base rate');
  return rates;
}

/** Official mid rates of the euro, which are all that Hungarian compensation asks for. */
export async function mnbMidRates(
  ask: AskBank,
  site: string,
  from: LocalDate,
  to: LocalDate,
): Promise<PublishedRate[]> {
  const days = `<web:startDate>${from}</web:startDate><web:endDate>${to}</web:endDate>`;
  const answer = await call(
    ask,
    `${site}/arfolyamok.asmx`,
    'MNBArfolyamServiceSoap',
    'GetExchangeRates',
    `${days}<web:currencyNames>EUR</web:currencyNames>`,
  );
  return childrenOf(readXml(answer, 'MNBExchangeRates'), 'Day').flatMap((day) =>
    childrenOf(day, 'Rate').map((rate) => {
      const on = publishedDay(day['@date']);
      if (rate['@unit'] !== '1' || rate['@curr'] !== 'EUR') throw unreadable('the rate of 1 EUR');
      const value = publishedNumber(rate['#text']);
      return { on, value, currency: 'EUR', source: `MNB, official mid rate of ${on}` };
    }),
  );
}

/** The document that the service wraps as text into its SOAP answer. */
async function call(
  ask: AskBank,
  url: string,
  service: string,
  operation: string,
  parameters: string,
): Promise<string> {
  const body = `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:web="${NAMESPACE}"><soap:Body><web:${operation}>${parameters}</web:${operation}></soap:Body></soap:Envelope>`;
  const { text } = await ask(url, { soapAction: `${NAMESPACE}${service}/${operation}`, body });
  const envelope = readXml(text, 'Envelope') as { Body?: XmlNode };
  const response = envelope.Body?.[`${operation}Response`] as XmlNode | undefined;
  const result = response?.[`${operation}Result`];
  if (typeof result !== 'string') throw unreadable(`the answer to ${operation}`);
  return result;
}
