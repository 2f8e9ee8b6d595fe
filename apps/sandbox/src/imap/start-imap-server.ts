import { type AddressInfo, createServer, type Socket } from 'node:net';

import type { ImapFaults } from './imap-faults.js';
import { ImapSession, type SignIn } from './imap-session.js';

export interface ImapServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A server that lets mail programs read what was caught. No TLS: it is for this machine and for tests. */
export async function startImapServer(
  at: { readonly port: number; readonly host: string },
  signIn: SignIn,
  faults: ImapFaults,
): Promise<ImapServer> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    // whoever hangs up in the middle has said all there is to say
    socket.on('error', () => socket.destroy());
    new ImapSession(socket, signIn, faults).run().catch(() => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
