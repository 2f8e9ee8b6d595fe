import { hash } from 'node:crypto';
import { Agent, request as send } from 'node:http';

import pg from 'pg';

import { secondsOf } from '../framework/alternate.mjs';
import { answerParent } from '../framework/child.mjs';
import { insertClients, insertInvoices } from './raw-records.mjs';

const agent = new Agent({ keepAlive: true });

/**
 * The least a program can do with the same pages: node:http, JSON.parse, one statement and one commit a page, the
 * next page being fetched meanwhile. Nothing is checked, matched against what is known, mapped, limited or logged: the
 * rows are there already, and go in as the tables' owner, past row-level security.
 */
answerParent(async ({ ownerUrl, baseUrl }) => {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  let pages = [];
  /** @param question.work `store` (a first sync), `compare` (a later one) or `read` (nothing but HTTP) */
  return async (question) => {
    if (question.pages !== undefined) {
      ({ pages } = question);
      return {};
    }
    const { accountId, connectionId, work, only } = question;
    const chosen = pages.filter(({ of }) => only === null || of === only);
    const place = { accountId, connectionId, clientIds: new Map() };
    const seconds = await secondsOf(async () => {
      let next = fetchPage(baseUrl, chosen[0]);
      for (let index = 0; index < chosen.length; index += 1) {
        const answers = await next;
        if (index + 1 < chosen.length) next = fetchPage(baseUrl, chosen[index + 1]);
        if (work === 'store') await store(owner, place, chosen[index]);
        if (work === 'compare') await compare(owner, place, chosen[index], answers);
      }
    });
    return { seconds };
  };
});

/** All that was asked for one page, one after the other; answers as they are parsed. */
async function fetchPage(baseUrl, { requests }) {
  const answers = [];
  for (const request of requests) answers.push(await fetchOne(baseUrl, request));
  return answers;
}

function fetchOne(baseUrl, { method, url, headers, body }) {
  return new Promise((resolve, reject) => {
    const sent = send(new URL(url, baseUrl), { agent, method, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = response.headers['content-type'].includes('json');
        resolve(isJson && text !== '' ? JSON.parse(text) : text);
      });
    });
    sent.on('error', reject);
    sent.end(body === '' ? undefined : body);
  });
}

async function store(owner, place, { clients, invoices }) {
  if (clients.length > 0) await insertClients(owner, place, clients);
  if (invoices.length > 0) await insertInvoices(owner, place, invoices);
}

/** Tells a changed page by digests of what it says and of what is known, as little as one can do. */
async function compare(owner, { accountId }, { invoices }, answers) {
  if (invoices.length === 0) return;
  hash('sha256', JSON.stringify(answers));
  const ids = invoices.map(({ uuid }) => uuid);
  const { rows } = await owner.query(
    'select external_id, content_hash from invoices where account_id = $1 and external_id = any ($2)',
    [accountId, ids],
  );
  if (rows.length !== new Set(ids).size) throw new Error('The rows to compare with are not there.');
}
