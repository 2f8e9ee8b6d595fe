import {
  constants,
  generateKeyPairSync,
  type KeyPairKeyObjectResult,
  privateDecrypt,
} from 'node:crypto';

import type { PlayerWorld } from '../player.js';
import { type Answer, jsonAnswer } from '../serving/answer.js';
import type { PlayerRequest } from '../serving/player.js';
import { REFUSALS, refused } from './refusals.js';

/** Who is signed in, and for which firm. */
export interface KsefSession {
  /** what opens the books: the KSeF token */
  readonly key: string;
  readonly nip: string;
}

interface Issued extends KsefSession {
  readonly use: 'sign-in' | 'access' | 'refresh';
  readonly until: number;
  readonly reference: string;
  /** nothing was wrong with the token */
  readonly isAccepted: boolean;
  looks: number;
  isRedeemed: boolean;
}

const MINUTE_MS = 60_000;
const CHALLENGE_MS = 10 * MINUTE_MS;
const VALID_MS = {
  'sign-in': 45 * MINUTE_MS,
  access: 15 * MINUTE_MS,
  refresh: 7 * 1440 * MINUTE_MS,
};
const KEY_ID = 'QIoAK/Yc3s27Z4t3SZY4Mhp8JNLH7Vl4N3lNlJAEig8=';

/** KSeF's way of signing in: challenge, encrypted token, a state to ask for, and tokens that are given out once. */
export class SignIn {
  private readonly challenges = new Map<string, number>();
  private readonly issued = new Map<string, Issued>();
  private count = 0;

  constructor(private readonly world: PlayerWorld) {}

  /** Who carries this token, as long as it is good for asking things. */
  sessionOf(authorization: string | undefined): KsefSession | null {
    const issued = this.carried(authorization, 'access');
    return issued === null ? null : { key: issued.key, nip: issued.nip };
  }

  /** null: the path has nothing to do with signing in */
  answer(request: PlayerRequest): Answer | null {
    switch (`${request.method} ${request.path}`) {
      case 'GET /security/public-key-certificates':
        return jsonAnswer(200, this.certificates());
      case 'POST /auth/challenge':
        return this.challenge(request);
      case 'POST /auth/ksef-token':
        return this.begin(request);
      case 'POST /auth/token/redeem':
        return this.redeem(request);
      case 'POST /auth/token/refresh':
        return this.refresh(request);
      default:
        return request.method === 'GET' && request.path.startsWith('/auth/')
          ? this.state(request)
          : null;
    }
  }

  private certificates() {
    const der = keyPair().publicKey.export({ type: 'spki', format: 'der' });
    const valid = { validFrom: '2026-01-01T00:00:00+00:00', validTo: '2036-01-01T00:00:00+00:00' };
    const one = { certificate: der.toString('base64'), certificateId: KEY_ID, publicKeyId: KEY_ID };
    const past = { validFrom: '2024-01-01T00:00:00+00:00', validTo: '2026-01-01T00:00:00+00:00' };
    return [
      { ...one, certificate: 'AAAA', ...past, usage: ['KsefTokenEncryption'] },
      { ...one, ...valid, usage: ['SymmetricKeyEncryption'] },
      { ...one, ...valid, usage: ['KsefTokenEncryption'] },
    ];
  }

  private challenge(request: PlayerRequest): Answer {
    const challenge = this.reference('CR');
    const timestampMs = this.now() + request.aheadMs;
    this.challenges.set(challenge, timestampMs);
    const timestamp = new Date(timestampMs).toISOString();
    return jsonAnswer(200, { challenge, timestamp, timestampMs, clientIp: '127.0.0.1' });
  }

  private begin(request: PlayerRequest): Answer {
    const { challenge, contextIdentifier, encryptedToken, publicKeyId } = request.body as {
      challenge: string;
      contextIdentifier: { value: string };
      encryptedToken: string;
      publicKeyId: string;
    };
    const at = this.challenges.get(challenge);
    if (at === undefined || this.now() - at > CHALLENGE_MS)
      return refused(request, 21111, 'Nieprawidłowe wyzwanie autoryzacyjne.');
    if (publicKeyId !== KEY_ID) return refused(request, 21470, 'Nieznany klucz.');
    this.challenges.delete(challenge);
    const [key = '', stamp] = this.decrypted(encryptedToken).split('|');
    const isAccepted = stamp === String(at) && this.world.books.find(key) !== null;
    const reference = this.reference('AU');
    const session = { key, nip: contextIdentifier.value, reference, isAccepted };
    return jsonAnswer(202, {
      referenceNumber: reference,
      authenticationToken: this.token('sign-in', session),
    });
  }

  /** Asked for at once, it is still at work. */
  private state(request: PlayerRequest): Answer {
    const issued = this.carried(request.headers.authorization, 'sign-in');
    if (issued === null || request.path !== `/auth/${issued.reference}`)
      return REFUSALS.unauthorized;
    issued.looks += 1;
    return jsonAnswer(200, {
      startDate: new Date(this.now()).toISOString(),
      authenticationMethod: 'Token',
      authenticationMethodInfo: {
        category: 'Token',
        code: 'token.ksef',
        displayName: 'Token KSeF',
      },
      status: stateOf(issued),
    });
  }

  private redeem(request: PlayerRequest): Answer {
    const issued = this.carried(request.headers.authorization, 'sign-in');
    if (issued === null) return REFUSALS.unauthorized;
    if (!issued.isAccepted || issued.isRedeemed)
      return refused(request, 21301, 'Tokeny zostały już pobrane.');
    issued.isRedeemed = true;
    return jsonAnswer(200, {
      accessToken: this.token('access', issued),
      refreshToken: this.token('refresh', issued),
    });
  }

  private refresh(request: PlayerRequest): Answer {
    const issued = this.carried(request.headers.authorization, 'refresh');
    return issued === null
      ? REFUSALS.unauthorized
      : jsonAnswer(200, { accessToken: this.token('access', issued) });
  }

  private token(
    use: Issued['use'],
    session: KsefSession & Pick<Issued, 'reference' | 'isAccepted'>,
  ) {
    const { key, nip, reference, isAccepted } = session;
    const until = this.now() + VALID_MS[use];
    const token = `sandbox.${use}.${this.reference('TK')}`;
    this.issued.set(token, {
      key,
      nip,
      reference,
      isAccepted,
      use,
      until,
      looks: 0,
      isRedeemed: false,
    });
    return { token, validUntil: new Date(until).toISOString() };
  }

  private carried(authorization: unknown, use: Issued['use']): Issued | null {
    const token = typeof authorization === 'string' ? authorization.replace(/^Bearer /, '') : '';
    const issued = this.issued.get(token);
    return issued?.use === use && this.now() < issued.until ? issued : null;
  }

  private decrypted(text: string): string {
    try {
      const key = {
        key: keyPair().privateKey,
        padding: constants.RSA_PKCS1_OAEP_PADDING,
        oaepHash: 'sha256',
      };
      return privateDecrypt(key, Buffer.from(text, 'base64')).toString();
    } catch {
      return '';
    }
  }

  /** 36 characters, as all of KSeF's references have. */
  private reference(kind: string): string {
    this.count += 1;
    const day = new Date(this.now()).toISOString().slice(0, 10).replaceAll('-', '');
    const digits = this.count.toString(16).toUpperCase().padStart(10, '0');
    const noise = Math.floor(this.world.random() * 2 ** 40)
      .toString(16)
      .toUpperCase()
      .padStart(10, '0');
    return `${day}-${kind}-${digits}-${noise}-${digits.slice(-2)}`;
  }

  private now(): number {
    return this.world.clock().getTime();
  }
}

function stateOf({ isAccepted, looks }: Issued) {
  if (looks === 1) return { code: 100, description: 'Uwierzytelnianie w toku' };
  return isAccepted
    ? { code: 200, description: 'Uwierzytelnianie zakończone sukcesem' }
    : {
        code: 450,
        description: 'Uwierzytelnianie zakończone niepowodzeniem z powodu błędnego tokenu',
        details: ['Nieprawidłowy token'],
      };
}

let keys: KeyPairKeyObjectResult | null = null;

/** One for all, made when somebody asks for it: it takes a moment. */
function keyPair(): KeyPairKeyObjectResult {
  keys ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return keys;
}
