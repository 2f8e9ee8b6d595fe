import net from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { claimPort, freePortFrom, isAnswering, parsePort } from './ports.mjs';

const servers = [];
afterEach(() =>
  Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done)))),
);

/** Another program that listens. */
async function occupy(host = '127.0.0.1') {
  const server = net.createServer((socket) => socket.destroy());
  await new Promise((resolve) => server.listen(0, host, resolve));
  servers.push(server);
  return server.address().port;
}

it('says which port is in use and how to take another', async () => {
  const port = await occupy();
  await expect(claimPort(port, 'PORT')).rejects.toThrow(
    `Port ${port} is in use by another program: stop it, or choose another port, for example PORT=${port + 1} npm start.`,
  );
});

it('sees a program that has the port on all addresses', async () => {
  await expect(claimPort(await occupy('0.0.0.0'), 'PORT')).rejects.toThrow('is in use');
});

it('lets a free port pass', async () => {
  const port = await occupy();
  await new Promise((done) => servers.pop().close(done));
  await expect(claimPort(port, 'PORT')).resolves.toBeUndefined();
});

it('goes on to the next port that is neither in use nor given away', async () => {
  const port = await occupy();
  const next = await freePortFrom(port);
  expect(next).toBeGreaterThan(port);
  expect(await freePortFrom(port, [next])).toBeGreaterThan(next);
});

it.each(['0', '65536', 'http', '-1', '80.5', ''])('refuses "%s" as a port', (text) => {
  expect(() => parsePort(text, 'PORT')).toThrow('use a number from 1 to 65535');
});

it('knows whether somebody answers', async () => {
  const port = await occupy();
  expect(await isAnswering(port)).toBe(true);
  await new Promise((done) => servers.pop().close(done));
  expect(await isAnswering(port)).toBe(false);
});
