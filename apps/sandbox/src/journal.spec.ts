import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';

import { type Sandbox, startSandbox } from './start-sandbox.js';

const KEY = 'sandbox-journal';
let folder: string;
let running: Sandbox | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
});
afterEach(async () => {
  await running?.close();
  rmSync(folder, { recursive: true });
});

async function restart(day: string, invoices = 30): Promise<Sandbox> {
  await running?.close();
  const clock = () => new Date(`${day}T09:00:00Z`);
  running = await startSandbox({
    clock,
    invoices,
    journalFile: join(folder, 'books', 'journal.jsonl'),
  });
  return running;
}

it('has the same books after a restart on another day, with all that happened to them', async () => {
  const { infakt } = await restart('2026-03-10');
  const [first, second, third] = infakt.documents(KEY, 'invoices').map(({ uuid }) => String(uuid));
  infakt.pay(KEY, { uuid: first as string });
  infakt.remove(KEY, { uuid: second as string });
  infakt.correct(KEY, { uuid: third as string, grossMinor: -100 });
  infakt.issue(KEY, { grossMinor: 12300, client: { email: 'anna@client.example' } });
  const before = infakt.documents(KEY);
  const after = (await restart('2026-04-20', 99)).infakt;
  expect(after.documents(KEY)).toEqual(before);
});

it('keeps what was marked paid through the API, and forgets a line that was never finished', async () => {
  const { infakt } = await restart('2026-03-10');
  const { uuid } = infakt.issue(KEY, { grossMinor: 12300 });
  await fetch(`${infakt.baseUrl}/async/invoices/${String(uuid)}/paid.json?paid_date=2026-03-12`, {
    method: 'POST',
    headers: { 'X-inFakt-ApiKey': KEY },
  });
  appendFileSync(join(folder, 'books', 'journal.jsonl'), '{"key":"sandbox-jour');
  const { infakt: after } = await restart('2026-03-11');
  expect(after.documents(KEY).find((document) => document.uuid === uuid)).toMatchObject({
    paid_date: '2026-03-12',
  });
});

it('sets the journal of an older sandbox aside and starts anew', async () => {
  const file = join(folder, 'books', 'journal.jsonl');
  mkdirSync(join(folder, 'books'));
  writeFileSync(file, '{"startDay":"2026-01-01","seed":"s","invoices":3,"mix":"open"}\n');
  const { infakt } = await restart('2026-03-10');
  expect(infakt.documents(KEY)).toHaveLength(30);
  expect(existsSync(`${file}.old`)).toBe(true);
});
