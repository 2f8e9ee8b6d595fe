import type { Socket } from 'node:net';

/** Nobody but a program that is not a mail program sends more before it ends its line. */
const MOST_BYTES = 65_536;

/**
 * The commands of a connection, one after the other, each as one line. A literal (`{5}` at a line's end, with its bytes
 * behind it) becomes a quoted string in its place.
 *
 * @param goOn called before a literal's bytes can come
 */
export async function* readCommands(socket: Socket, goOn: () => void): AsyncGenerator<string> {
  let waiting = Buffer.alloc(0);
  let command = '';
  let literal: number | null = null;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    waiting = Buffer.concat([waiting, chunk]);
    if (waiting.length > MOST_BYTES) return;
    for (;;) {
      if (literal !== null) {
        if (waiting.length < literal) break;
        command += quoted(waiting.subarray(0, literal).toString('utf8'));
        waiting = waiting.subarray(literal);
        literal = null;
      }
      const end = waiting.indexOf('\r\n');
      if (end === -1) break;
      command += waiting.subarray(0, end).toString('utf8');
      waiting = waiting.subarray(end + 2);
      const announced = /\{(\d+)(\+?)\}$/.exec(command);
      if (announced === null) {
        yield command;
        command = '';
        continue;
      }
      command = command.slice(0, announced.index);
      literal = Number(announced[1]);
      if (announced[2] === '') goOn();
    }
  }
}

/** The words of a command's arguments: atoms and quoted strings; brackets stand alone. */
export function wordsOf(text: string): string[] {
  const words = text.match(/"(?:[^"\\]|\\.)*"|[()]|[^\s()"]+/g) ?? [];
  return words.map((word) =>
    word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word,
  );
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
