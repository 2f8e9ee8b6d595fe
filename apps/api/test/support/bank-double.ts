import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { addDays, localDate, weekday, type LocalDate } from '@invoicetracker/calendar';
import {
  decimalText,
  percentText,
  SHIPPED_EXCHANGE_RATES,
  SHIPPED_RATES,
  tableOf,
} from '@invoicetracker/interest';

/** What a bank answers to one kind of request; the default is the truth. */
export type BankAnswers = Partial<Record<BankRequestKind, (request: BankCall) => BankReply>>;

export type BankRequestKind = 'nbp-reference' | 'nbp-mid' | 'ecb-mro' | 'mnb-base' | 'mnb-mid';

export interface BankCall {
  readonly url: string;
  readonly body: string;
}

/** A text, or what goes wrong instead. */
export type BankReply =
  string | { readonly status: number; readonly location?: string } | 'SILENCE' | 'CUT';

/** The three central banks in one server of the machine, which can be told to lie. */
export class BankDouble {
  answers: BankAnswers = {};
  readonly calls: BankCall[] = [];

  private constructor(
    private readonly server: Server,
    readonly settings: Record<string, string>,
  ) {}

  static async start(): Promise<BankDouble> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const bank = new BankDouble(server, {
      NBP_RATES_URL: `${base}/stopy.xml`,
      NBP_API_URL: `${base}/nbp/`,
      ECB_API_URL: `${base}/ecb`,
      MNB_API_URL: `${base}/mnb`,
    });
    server.on('request', (request, response) => void bank.serve(request, response));
    return bank;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request) body += String(part);
    const call = { url: request.url!, body };
    this.calls.push(call);
    const kind = kindOf(call);
    const reply = (this.answers[kind] ?? TRUTH[kind])(call);
    if (reply === 'SILENCE') return;
    if (reply === 'CUT') {
      response.writeHead(200, { 'content-length': '5000' });
      response.write('<?xml version="1.0"?>');
      setImmediate(() => response.destroy());
      return;
    }
    if (typeof reply === 'string') response.end(reply);
    else
      response
        .writeHead(reply.status, reply.location === undefined ? {} : { location: reply.location })
        .end('<html>');
  }
}

function kindOf({ url }: BankCall): BankRequestKind {
  if (url.startsWith('/stopy')) return 'nbp-reference';
  if (url.startsWith('/nbp')) return 'nbp-mid';
  if (url.startsWith('/ecb')) return 'ecb-mro';
  return url.includes('alapkamat') ? 'mnb-base' : 'mnb-mid';
}

/** The rows that come with the product, as the banks publish them. */
export function truthOf(table: string): [day: string, percent: string][] {
  const { rows } = tableOf(SHIPPED_RATES, table);
  return rows.map((row) => [row.validFrom, percentText(row.percent)]);
}

export function nbpArchive(rows: readonly [day: string, percent: string][]): string {
  const decisions = rows.map(
    ([day, percent]) =>
      `<pozycje obowiazuje_od="${day}"><pozycja id="ref" oprocentowanie="${percent.replace('.', ',')}" /><pozycja id="lom" oprocentowanie="9,99" /></pozycje>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<stopy_procentowe_archiwum data_publikacji="2015-03-04">${decisions.join('\n')}</stopy_procentowe_archiwum>`;
}

export function ecbSeries(rows: readonly [day: string, percent: string][]): string {
  const head = 'KEY,FREQ,REF_AREA,CURRENCY,PROVIDER_FM,INSTRUMENT_FM,PROVIDER_FM_ID,DATA_TYPE_FM';
  const lines = rows.map(
    ([day, percent]) => `FM.D.U2.EUR.4F.KR.MRR_FR.LEV,D,U2,EUR,4F,KR,MRR_FR,LEV,${day},${percent}`,
  );
  return `${head},TIME_PERIOD,OBS_VALUE\n${lines.join('\n')}\n`;
}

/** Newest first, as MNB has them. */
export function mnbRates(rows: readonly [day: string, percent: string][]): string {
  const rates = rows
    .toReversed()
    .map(
      ([day, percent]) =>
        `<BaseRate publicationDate="${day}">${percent.replace('.', ',')}</BaseRate>`,
    );
  return soap(
    'GetCentralBankBaseRate',
    `<MNBCentralBankBaseRates>${rates.join('')}</MNBCentralBankBaseRates>`,
  );
}

export function mnbDays(rows: readonly [day: string, rate: string][]): string {
  const days = rows.map(
    ([day, rate]) => `<Day date="${day}"><Rate unit="1" curr="EUR">${rate}</Rate></Day>`,
  );
  return soap('GetExchangeRates', `<MNBExchangeRates>${days.join('')}</MNBExchangeRates>`);
}

export function nbpTables(days: readonly string[], midOf: (day: string) => string): string {
  const tables = days.map(
    (day) =>
      `{"table":"A","no":"001/A/NBP/${day.slice(0, 4)}","effectiveDate":"${day}","rates":[{"currency":"bat (Tajlandia)","code":"THB","mid":0.1283},{"currency":"euro","code":"EUR","mid":${midOf(day)}}]}`,
  );
  return `[${tables.join(',')}]`;
}

/** Monday to Friday of the range that a request names. */
export function workingDaysOf({ url, body }: BankCall): LocalDate[] {
  const [from, to] = [...`${url} ${body}`.matchAll(/\d{4}-\d{2}-\d{2}/g)].map(([day]) =>
    localDate(day),
  );
  const days: LocalDate[] = [];
  for (let day = from!; day <= to!; day = addDays(day, 1)) if (weekday(day) < 6) days.push(day);
  return days;
}

function soap(operation: string, document: string): string {
  const escaped = document.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><${operation}Response xmlns="http://www.mnb.hu/webservices/"><${operation}Result>${escaped}</${operation}Result></${operation}Response></s:Body></s:Envelope>`;
}

const SHIPPED_MID = new Map(
  [...SHIPPED_EXCHANGE_RATES.values()].map((rate) => [rate.on, decimalText(rate.rate, 4)]),
);

const TRUTH: Readonly<Record<BankRequestKind, (call: BankCall) => BankReply>> = {
  'nbp-reference': () => nbpArchive(truthOf('nbp-reference')),
  'nbp-mid': (call) =>
    nbpTables(workingDaysOf(call), (day) => SHIPPED_MID.get(localDate(day)) ?? '4.45'),
  'ecb-mro': () => ecbSeries(truthOf('ecb-mro')),
  // published on the eve of the first day it holds
  'mnb-base': () =>
    mnbRates(truthOf('mnb-base').map(([day, rate]) => [addDays(localDate(day), -1), rate])),
  'mnb-mid': (call) => mnbDays(workingDaysOf(call).map((day) => [day, '390,12'])),
};
