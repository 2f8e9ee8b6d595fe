import { type ProviderContext, ProviderError } from '@invoicetracker/provider-kit';
import { z } from 'zod';

import { failureOf, unexpectedAnswer } from './failure.js';
import { encryptFor } from './public-key.js';

/** Signed in for the context of one NIP. */
export interface Session {
  /** good for some minutes */
  readonly accessToken: string;
  /** good for days */
  readonly refreshToken: string;
  /** KSeF's own time when we signed in, in milliseconds since 1970 */
  readonly at: number;
}

const Challenge = z.object({ challenge: z.string(), timestampMs: z.int() });
const Token = z.object({ token: z.string().min(1) });
const Started = z.object({ referenceNumber: z.string(), authenticationToken: Token });
const Status = z.object({ status: z.object({ code: z.int() }) });
const Tokens = z.object({ accessToken: Token, refreshToken: Token });
const Refreshed = z.object({ accessToken: Token });

const MEMORY = 'ksef.session';
/** How long KSeF may take to look at a token; it is a matter of seconds. */
const LOOKS = 30;
const LOOK_EVERY_MS = 1000;

/** Signs in once for a context, however many ask at one time. */
export function openSession(context: ProviderContext): Promise<Session> {
  const known = context.memory.get(MEMORY) as Promise<Session> | undefined;
  return known ?? remember(context, signIn(context));
}

/** Another session in place of one that KSeF no longer takes. */
export async function renewSession(context: ProviderContext, refused: Session): Promise<Session> {
  const current = await openSession(context);
  if (current.accessToken !== refused.accessToken) return current;
  return remember(context, refresh(context, refused));
}

function remember(context: ProviderContext, opening: Promise<Session>): Promise<Session> {
  context.memory.set(MEMORY, opening);
  opening.catch(() => {
    if (context.memory.get(MEMORY) === opening) context.memory.delete(MEMORY);
  });
  return opening;
}

async function signIn(context: ProviderContext): Promise<Session> {
  const { challenge, timestampMs } = await post(context, '/auth/challenge', Challenge, 200);
  const { nip, token } = context.credentials;
  // KSeF's own time belongs into it: the token is good for a moment only
  const secret = Buffer.from(`${token}|${timestampMs}`);
  const encrypted = await encryptFor(context, 'KsefTokenEncryption', timestampMs, secret);
  const started = await post(context, '/auth/ksef-token', Started, 202, {
    challenge,
    contextIdentifier: { type: 'Nip', value: nip },
    encryptedToken: encrypted.text,
    publicKeyId: encrypted.publicKeyId,
  });
  const pass = started.authenticationToken.token;
  await untilAccepted(context, started.referenceNumber, pass);
  const tokens = await redeem(context, pass);
  return {
    accessToken: tokens.accessToken.token,
    refreshToken: tokens.refreshToken.token,
    at: timestampMs,
  };
}

async function refresh(context: ProviderContext, session: Session): Promise<Session> {
  const response = await context.request({
    method: 'POST',
    path: '/auth/token/refresh',
    headers: bearer(session.refreshToken),
    isRead: true,
    limit: 'sign',
  });
  const refreshed = Refreshed.safeParse(response.body);
  if (response.status !== 200 || !refreshed.success) return signIn(context);
  return { ...session, accessToken: refreshed.data.accessToken.token };
}

/** Repeatable: each of these begins something anew and leaves nothing behind. */
async function post<T>(
  context: ProviderContext,
  path: string,
  shape: z.ZodType<T>,
  status: number,
  body?: unknown,
): Promise<T> {
  const response = await context.request({
    method: 'POST',
    path,
    ...(body === undefined ? {} : { body }),
    isRead: true,
    limit: 'sign',
  });
  if (response.status !== status) throw failureOf(response);
  return shaped(shape, response.body, response.status);
}

async function untilAccepted(context: ProviderContext, reference: string, pass: string) {
  for (let look = 0; look < LOOKS; look += 1) {
    const response = await context.request({
      method: 'GET',
      path: `/auth/${encodeURIComponent(reference)}`,
      headers: bearer(pass),
      limit: 'sign',
    });
    if (response.status !== 200) throw failureOf(response);
    const { status } = shaped(Status, response.body, response.status);
    if (status.code === 200) return;
    if (status.code !== 100) throw refusal(status.code);
    await context.wait(LOOK_EVERY_MS);
  }
  throw new ProviderError({
    actor: 'retry',
    code: 'sign-in-slow',
    message: 'KSeF takes too long to look at the token.',
  });
}

/** Both tokens come once only, so this is never repeated: whoever loses the answer signs in anew. */
async function redeem(context: ProviderContext, pass: string): Promise<z.output<typeof Tokens>> {
  const response = await context.request({
    method: 'POST',
    path: '/auth/token/redeem',
    headers: bearer(pass),
    limit: 'sign',
  });
  if (response.status !== 200) throw failureOf(response);
  return shaped(Tokens, response.body, response.status);
}

/** 415 no rights, 425 revoked, 450 a bad token, 460 a bad certificate, 470 and 480 blocked; 5xx are KSeF's own. */
function refusal(code: number): ProviderError {
  if (code >= 500) {
    return new ProviderError({
      actor: 'retry',
      code: 'provider-failing',
      message: 'KSeF has a problem of its own.',
    });
  }
  return code === 415
    ? new ProviderError({
        actor: 'reconnect',
        code: 'scope-missing',
        message: 'The token has no rights for this NIP.',
      })
    : new ProviderError({
        actor: 'reconnect',
        code: 'key-refused',
        message: 'KSeF refuses the token.',
      });
}

function shaped<T>(shape: z.ZodType<T>, body: unknown, status: number): T {
  const parsed = shape.safeParse(body);
  if (!parsed.success) throw unexpectedAnswer(status);
  return parsed.data;
}

export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
