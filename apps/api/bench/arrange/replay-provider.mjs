import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Ways to a session: every one of them is new. */
const SIGNING_IN = /\/(auth|security)\//;
const OWN_HEADERS = ['host', 'connection', 'content-length', 'transfer-encoding'];

/**
 * Stands between the product and a player of the sandbox: each answer is made once and then given from memory, because
 * making up a page takes the sandbox as long as storing it takes us, and that is not what is to be measured.
 *
 * @param {string} target the player's base URL; it may have `{name}` places
 */
export async function startReplay(target) {
  const memories = new Map();
  let answers = new Map();
  const replay = {
    url: '',
    /** Milliseconds an answer is held back, as by a provider far away. */
    delayMs: 0,
    /** Requests since it was emptied, in order: method, url (path and query), headers, body. */
    asked: [],
    /** Answers from the memory of these books from now on. */
    use: (books) => {
      if (!memories.has(books)) memories.set(books, new Map());
      answers = memories.get(books);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
  const origin = new URL(target).origin;
  const server = createServer(async (request, response) => {
    const asked = await readRequest(request);
    replay.asked.push(asked);
    const name = `${asked.method} ${asked.url} ${asked.body}`;
    const isKept = !SIGNING_IN.test(asked.url);
    const answer = (isKept && answers.get(name)) || askPlayer(origin, asked);
    if (isKept) answers.set(name, answer);
    const { status, type, body } = await answer;
    if (replay.delayMs > 0) await sleep(replay.delayMs);
    response.writeHead(status, { 'content-type': type, 'content-length': body.length });
    response.end(body);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  replay.url = target.replace(origin, `http://127.0.0.1:${server.address().port}`);
  return replay;
}

async function readRequest(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => !OWN_HEADERS.includes(name)),
  );
  const { method, url } = request;
  return { method, url, headers, body: Buffer.concat(chunks).toString() };
}

async function askPlayer(origin, { method, url, headers, body }) {
  const answer = await fetch(origin + url, { method, headers, ...(body !== '' && { body }) });
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? 'application/json; charset=utf-8',
    body: Buffer.from(await answer.arrayBuffer()),
  };
}
