import net from 'node:net';
import { PlainError } from './plain-error.mjs';

/**
 * Reads a port number from a setting.
 * @throws PlainError when it is not a number from 1 to 65535
 */
export function parsePort(text, name) {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
    throw new PlainError(`${name}=${text} is not a port: use a number from 1 to 65535.`);
  }
  return port;
}

/**
 * Makes sure that nobody listens on the port that was promised to the user.
 * @throws PlainError that says which setting to change
 */
export async function claimPort(port, name) {
  const refusal = await tryPort(port);
  if (refusal === null) return;
  if (refusal === 'EACCES') {
    throw new PlainError(`Port ${port} is reserved for root: choose one above 1023 with ${name}.`);
  }
  throw new PlainError(
    `Port ${port} is in use by another program: stop it, or choose another port, for example ${name}=${port + 1} npm start.`,
  );
}

/** The first free port at or after the wanted one; `taken` lists ports already given away but not yet open. */
export async function freePortFrom(wanted, taken = []) {
  for (let port = wanted; port < wanted + 200; port += 1) {
    if (!taken.includes(port) && (await tryPort(port)) === null) return port;
  }
  throw new PlainError(`No free port between ${wanted} and ${wanted + 199}.`);
}

/**
 * The demo's ports around the one promised to the user: the usual ones of a development machine, or the next free.
 * @param {number} web the api's port
 */
export async function choosePorts(web) {
  const sandbox = await freePortFrom(4010, [web]);
  const smtp = await freePortFrom(1025, [web, sandbox]);
  const mail = await freePortFrom(1080, [web, sandbox, smtp]);
  const imap = await freePortFrom(1143, [web, sandbox, smtp, mail]);
  const mailControl = await freePortFrom(1081, [web, sandbox, smtp, mail, imap]);
  return { web, sandbox, smtp, mail, imap, mailControl };
}

/** True when something answers on the port of this machine. */
export function isAnswering(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1', timeout: 1000 });
    const settle = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}

// Both loopbacks: a program on ::1 would answer "localhost" in place of ours on 127.0.0.1.
async function tryPort(port) {
  return (await tryListen(port, '127.0.0.1')) ?? (await tryListen(port, '::1'));
}

function tryListen(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', ({ code }) => resolve(noSuchLoopback.has(code) ? null : code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

const noSuchLoopback = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);
