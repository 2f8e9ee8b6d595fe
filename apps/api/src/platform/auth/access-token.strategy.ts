import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';

import {
  type AccessClaims,
  type SignedIn,
  TOKEN_ALGORITHM,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
  TOKEN_SECONDS,
  TOKEN_TYPE,
} from './access-token.js';
import { TokenKeys } from './token-keys.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Reads the bearer token of a request. Only the header counts: a token in an address ends up in logs.
 * One algorithm, keys from the settings, and a header that says exactly what ours says: whatever else a
 * token asks for (another algorithm, a key of its own, a place to fetch one) makes it no token.
 */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy) {
  constructor(keys: TokenKeys) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKeyProvider: (
        _request: unknown,
        token: string,
        done: (error: unknown, key?: Buffer) => void,
      ) => {
        const key = keys.find(keyIdOf(token) ?? '');
        if (key === undefined) done(new Error('no key of ours'));
        // its types are older than the library, which takes a key object, too
        else done(null, key as unknown as Buffer);
      },
      algorithms: [TOKEN_ALGORITHM],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      ignoreExpiration: false,
    });
  }

  /** The library checks times only where they are; here they must be. */
  validate(claims: Partial<AccessClaims>): SignedIn | false {
    const { sub, sid, iat, nbf, exp } = claims;
    const times = [iat, nbf, exp];
    if (!times.every((time) => Number.isSafeInteger(time)) || exp! - iat! > TOKEN_SECONDS)
      return false;
    if (typeof sub !== 'string' || typeof sid !== 'string' || !UUID.test(sub) || !UUID.test(sid))
      return false;
    return { userId: sub, sessionId: sid };
  }
}

function keyIdOf(token: string): string | null {
  try {
    const header = JSON.parse(
      Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8'),
    ) as Record<string, unknown> | null;
    if (header === null || typeof header !== 'object') return null;
    const isOurs =
      Object.keys(header).sort().join() === 'alg,kid,typ' &&
      header['alg'] === TOKEN_ALGORITHM &&
      header['typ'] === TOKEN_TYPE;
    return isOurs && typeof header['kid'] === 'string' ? header['kid'] : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
