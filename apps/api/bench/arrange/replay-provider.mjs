import { createServer } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Stands between the product and the sandbox: each answer is made once and then given from memory, because making
 * up a page takes the sandbox as long as storing it takes us, and that is not what is to be measured.
 *
 * @param {string} target the sandbox's base URL
 */
export async function startReplay(target) {
  const answers = new Map();
  const replay = {
    url: '',
    /** Milliseconds an answer is held back, as by a provider far away. */
    delayMs: 0,
    /** Addresses asked for since it was emptied, in order. */
    asked: [],
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
  const base = new URL(target);
  const server = createServer(async (request, response) => {
    const apiKey = request.headers['x-infakt-apikey'];
    replay.asked.push(request.url);
    const name = `${apiKey} ${request.url}`;
    if (!answers.has(name)) answers.set(name, askSandbox(new URL(request.url, base), apiKey));
    const { status, body } = await answers.get(name);
    if (replay.delayMs > 0) await sleep(replay.delayMs);
    const type = 'application/json; charset=utf-8';
    response.writeHead(status, { 'content-type': type, 'content-length': body.length });
    response.end(body);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  replay.url = `http://127.0.0.1:${server.address().port}${base.pathname}`;
  return replay;
}

async function askSandbox(address, apiKey) {
  const answer = await fetch(address, { headers: { 'x-infakt-apikey': apiKey } });
  return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()) };
}
