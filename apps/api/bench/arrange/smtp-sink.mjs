import { createServer } from 'node:net';
import { once } from 'node:events';

const ANSWERS = {
  EHLO: '250 sink',
  MAIL: '250 OK',
  RCPT: '250 OK',
  RSET: '250 OK',
  QUIT: '221 Bye',
};
const END = '\r\n.\r\n';

/**
 * A mail server that takes everything and keeps nothing: as cheap as one can be, so that it does not limit what is
 * measured. `mails` counts what it has taken.
 */
export async function startSmtpSink() {
  const sink = { port: 0, mails: 0, close: async () => server.close() };
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    let received = '';
    let isData = false;
    socket.write('220 sink\r\n');
    socket.on('error', () => socket.destroy()); // a sender that is gone
    socket.on('data', (text) => {
      received += text;
      for (;;) {
        const end = received.indexOf(isData ? END : '\r\n');
        if (end === -1) return;
        const command = received.slice(0, isData ? 0 : 4).toUpperCase();
        received = received.slice(end + (isData ? END.length : 2));
        if (isData) sink.mails += 1;
        isData = !isData && command === 'DATA';
        socket.write(isData ? '354 Go on\r\n' : `${ANSWERS[command] ?? '250 Taken'}\r\n`);
        if (command === 'QUIT') socket.end();
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  sink.port = server.address().port;
  return sink;
}
