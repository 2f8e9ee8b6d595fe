import type { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import { BankFailure } from './bank-failure.js';

const LIMIT_BYTES = 8 * 1024 * 1024;
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80 };

/** Sends one request and answers the text, with the status only where it may be 404. */
export type AskBank = (url: string, request?: BankRequest) => Promise<BankAnswer>;

export interface BankRequest {
  readonly soapAction?: string;
  readonly body?: string;
}

export interface BankAnswer {
  readonly text: string;
  /** the bank has nothing for what was asked (404) */
  readonly isEmpty: boolean;
}

/**
 * Asks a bank at an address of the settings. Redirections are not followed, answers are bounded in time and size, and
 * the operator's egress list decides about private hosts and odd ports.
 *
 * @param patienceMs for the whole answer
 */
export function askBank(egress: EgressPolicy, patienceMs: number): AskBank {
  return async (url, { soapAction, body } = {}) => {
    const { hostname, protocol, port } = new URL(url);
    const wanted = port === '' ? DEFAULT_PORTS[protocol] : Number(port);
    await egress.check(hostname, wanted ?? 0).catch((error: Error) => {
      throw new BankFailure('unreachable', `${hostname}: ${error.message}`);
    });
    const signal = AbortSignal.timeout(patienceMs);
    try {
      const response = await fetch(url, {
        signal,
        redirect: 'manual',
        headers: soapAction === undefined ? {} : soapHeaders(soapAction),
        ...(body === undefined ? {} : { method: 'POST', body }),
      });
      if (response.status === 404) return { text: '', isEmpty: true };
      if (response.status !== 200)
        throw new BankFailure('refused', `${hostname} answered ${response.status}.`);
      return { text: await textOf(response), isEmpty: false };
    } catch (error) {
      if (error instanceof BankFailure) throw error;
      if (signal.aborted)
        throw new BankFailure('timed-out', `${hostname} took more than ${patienceMs / 1000} s.`);
      const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
      throw new BankFailure('cut-off', `${hostname}: ${cause?.code ?? (error as Error).message}.`);
    }
  };
}

function soapHeaders(action: string): Record<string, string> {
  return { 'content-type': 'text/xml; charset=utf-8', soapaction: action };
}

async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > LIMIT_BYTES) throw new BankFailure('unreadable', 'The answer is far too long.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
