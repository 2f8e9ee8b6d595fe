import type { Player, PlayerWorld } from '../player.js';
import { type Answer, jsonAnswer } from '../serving/answer.js';
import type { PlayerRequest } from '../serving/player.js';
import { metadataList } from './metadata-list.js';
import { KSEF_RATE_PLAN } from './rate-plan.js';
import { REFUSALS, refused } from './refusals.js';
import { type KsefSession, SignIn } from './sign-in.js';
import { findStored, hashOf, xmlOf } from './stored-documents.js';

/**
 * KSeF 2.0 as a firm sees what it has sold. The KSeF token is the key of the books and opens them for any NIP, which is
 * then the firm's. Documents stay as they were issued, whatever happens to the books later.
 */
export const ksef: Player = { country: 'PL', wire };

function wire(world: PlayerWorld) {
  const signIn = new SignIn(world);
  return {
    base: '/ksef/v2',
    refusals: REFUSALS,
    ratePlan: KSEF_RATE_PLAN,
    limitedBy: 'key',
    saysRetryAfter: true,
    secrets: ['authorization'],
    keyOf: ({ headers }) => signIn.sessionOf(headers.authorization as string | undefined)?.key,
    answer: (request) => {
      const signing = signIn.answer(request);
      if (signing !== null) return signing;
      const session = signIn.sessionOf(request.headers.authorization as string | undefined);
      return session === null ? REFUSALS.unauthorized : answerTo(world, request, session);
    },
  } satisfies ReturnType<Player['wire']>;
}

function answerTo(world: PlayerWorld, request: PlayerRequest, session: KsefSession): Answer {
  const books = world.books.find(session.key);
  if (books === null) return REFUSALS.unauthorized;
  if (request.method === 'POST' && request.path === '/invoices/query/metadata')
    return metadataList(world, request, session, books);
  const [, number] = /^\/invoices\/ksef\/([^/]+)$/.exec(request.path) ?? [];
  if (request.method !== 'GET' || number === undefined) return jsonAnswer(404, {});
  const stored = findStored(books, session.nip, number);
  if (stored === undefined)
    return refused(request, 21164, 'Faktura o podanym identyfikatorze nie istnieje.');
  const xml = xmlOf(books, session.nip, stored);
  return {
    status: 200,
    headers: { 'x-ms-meta-hash': hashOf(xml) },
    contentType: 'application/xml; charset=utf-8',
    body: xml,
  };
}
