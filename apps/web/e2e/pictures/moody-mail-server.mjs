import net from 'node:net';
import { createInterface } from 'node:readline';

/**
 * A mail server that makes trouble, so that every fate of a notice can be seen: of each five messages it takes two,
 * refuses one for good, puts one off, and hangs up on one after the text without saying whether it has it.
 */
export async function startMoodyMailServer() {
  const count = { messages: 0 };
  const server = net.createServer((socket) => converse(socket, count));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: server.address().port, close: () => server.close() };
}

const MOODS = ['take', 'refuse', 'putOff', 'take', 'hangUp'];

async function converse(socket, count) {
  socket.on('error', () => {}); // the other side may hang up, too
  const say = (line) => socket.write(`${line}\r\n`);
  let mood = 'take';
  let isText = false;
  say('220 moody.example ESMTP');
  for await (const line of createInterface({ input: socket })) {
    if (isText) {
      if (line !== '.') continue;
      isText = false;
      if (mood === 'hangUp') return socket.destroy();
      say('250 2.0.0 taken');
      continue;
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'MAIL') mood = MOODS[count.messages++ % MOODS.length];
    if (verb === 'DATA') isText = true;
    say(answerTo(verb, mood));
    if (verb === 'QUIT') socket.end();
  }
}

function answerTo(verb, mood) {
  if (verb === 'QUIT') return '221 2.0.0 bye';
  if (verb === 'DATA') return '354 go ahead';
  if (verb === 'RCPT' && mood === 'refuse') return '550 5.1.1 no such mailbox here';
  if (verb === 'RCPT' && mood === 'putOff') return '451 4.7.1 greylisted, try again in ten minutes';
  return '250 OK';
}
