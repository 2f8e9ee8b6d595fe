import type { Inbox, InboxMail } from './inbox.js';
import { sequenceSet } from './sequence-set.js';

type Test = (mail: InboxMail, sequence: number) => boolean;

/**
 * The mails that meet every condition: `ALL`, `UID <set>`, `SEEN`, `UNSEEN`, `SINCE <day>`, `BEFORE <day>`,
 * `HEADER Message-ID <text>`, a set of sequence numbers.
 *
 * @returns null when a condition is none of these
 */
export function searchInbox(inbox: Inbox, words: readonly string[]): InboxMail[] | null {
  const tests: Test[] = [];
  const rest = words.filter((word) => word !== '(' && word !== ')');
  while (rest.length > 0) {
    const test = testOf(inbox, rest.shift()!, () => rest.shift() ?? '');
    if (test === null) return null;
    tests.push(test);
  }
  return inbox.all.filter((mail, index) => tests.every((test) => test(mail, index + 1)));
}

function testOf(inbox: Inbox, word: string, next: () => string): Test | null {
  switch (word.toUpperCase()) {
    case 'ALL':
      return () => true;
    case 'SEEN':
      return ({ flags }) => flags.has('\\Seen');
    case 'UNSEEN':
      return ({ flags }) => !flags.has('\\Seen');
    case 'SINCE':
      return day(next(), (arrived, named) => arrived >= named);
    case 'BEFORE':
      return day(next(), (arrived, named) => arrived < named);
    case 'HEADER': {
      const [name, part] = [next(), next()];
      if (name.toLowerCase() !== 'message-id') return null;
      return ({ messageId }) => messageId?.includes(part) ?? false;
    }
    case 'UID': {
      const isIn = sequenceSet(next(), inbox.all.at(-1)?.uid ?? 0);
      return isIn && (({ uid }) => isIn(uid));
    }
    default: {
      const isIn = sequenceSet(word, inbox.all.length);
      return isIn && ((_mail, sequence) => isIn(sequence));
    }
  }
}

/** Days only, as the protocol has it: `7-Jun-2026`. */
function day(text: string, isRight: (arrived: string, named: string) => boolean): Test | null {
  const named = new Date(`${text} 00:00 UTC`);
  if (Number.isNaN(named.getTime())) return null;
  return ({ arrivedAt }) =>
    isRight(arrivedAt.toISOString().slice(0, 10), named.toISOString().slice(0, 10));
}
