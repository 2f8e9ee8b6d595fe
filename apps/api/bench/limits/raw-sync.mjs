import { hash } from 'node:crypto';
import { Agent, get } from 'node:http';

import pg from 'pg';

import { secondsOf } from '../framework/alternate.mjs';
import { answerParent } from '../framework/child.mjs';
import { insertClients, insertInvoices } from './raw-records.mjs';

const agent = new Agent({ keepAlive: true });

/**
 * The least a program can do with the same pages: node:http, JSON.parse, one statement and one commit a page, the
 * next page being fetched meanwhile. Nothing is checked, matched against what is known, limited or logged, and the
 * rows go in as the tables' owner, past row-level security.
 */
answerParent(async ({ ownerUrl, baseUrl }) => {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  /** @param question.work `store` (a first sync), `compare` (a later one) or `read` (nothing but HTTP) */
  return async ({ accountId, connectionId, apiKey, addresses, work }) => {
    const place = { accountId, connectionId, clientIds: new Map() };
    const seconds = await secondsOf(async () => {
      let next = fetchPage(baseUrl, addresses[0], apiKey);
      for (let index = 0; index < addresses.length; index += 1) {
        const entities = await next;
        if (work === 'read' && index + 1 === addresses.length) break;
        if (index + 1 < addresses.length) next = fetchPage(baseUrl, addresses[index + 1], apiKey);
        if (work === 'store') await store(owner, place, addresses[index], entities);
        if (work === 'compare') await compare(owner, place, entities);
      }
    });
    return { seconds };
  };
});

function fetchPage(baseUrl, address, apiKey) {
  return new Promise((resolve, reject) => {
    const url = new URL(address, baseUrl);
    get(url, { agent, headers: { 'x-infakt-apikey': apiKey } }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString()).entities));
    }).on('error', reject);
  });
}

async function store(owner, place, address, entities) {
  if (address.includes('/bank_accounts') || entities.length === 0) return;
  if (address.includes('/clients')) await insertClients(owner, place, entities);
  else await insertInvoices(owner, place, entities);
}

/** Tells a changed row by a digest of it, as little as one can do. */
async function compare(owner, { accountId }, entities) {
  if (entities.length === 0 || entities[0].gross_price === undefined) return;
  const digests = new Map(entities.map((row) => [row.uuid, hash('sha256', JSON.stringify(row))]));
  const { rows } = await owner.query(
    'select external_id, content_hash from invoices where account_id = $1 and external_id = any ($2)',
    [accountId, [...digests.keys()]],
  );
  if (rows.length !== digests.size) throw new Error('The rows to compare with are not there.');
}
