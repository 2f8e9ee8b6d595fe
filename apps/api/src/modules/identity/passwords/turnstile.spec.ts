import { describe, expect, it } from '@jest/globals';

import { hashPassword, isHashOutdated, isPassword } from '../passwords.js';
import { Turnstile } from './turnstile.js';

describe('hashing passwords', () => {
  it('A02 lets four through at a time, and every one in the end', async () => {
    const turnstile = new Turnstile(4);
    let inside = 0;
    let most = 0;
    const done = await Promise.all(
      Array.from({ length: 50 }, (_unused, index) =>
        turnstile.pass(async () => {
          inside += 1;
          most = Math.max(most, inside);
          await new Promise((resolve) => setImmediate(resolve));
          inside -= 1;
          return index;
        }),
      ),
    );
    expect(most).toBe(4);
    expect(done).toHaveLength(50);
  });

  it('A02 gives the place back when the work fails', async () => {
    const turnstile = new Turnstile(1);
    const broken = turnstile.pass(() => Promise.reject(new Error('broken')));
    const next = turnstile.pass(() => Promise.resolve('next'));
    await expect(broken).rejects.toThrow('broken');
    expect(await next).toBe('next');
  });

  it('A02 writes argon2id with at least 19 MiB and two passes', async () => {
    const hash = await hashPassword('correct horse battery staple');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(isHashOutdated(hash)).toBe(false);
    expect(await isPassword('correct horse battery staple', hash)).toBe(true);
    expect(await isPassword(' correct horse battery staple', hash)).toBe(false);
  });

  it.each([
    ['less memory', '$argon2id$v=19$m=4096,t=2,p=1$c2FsdHNhbHQ$aGFzaA'],
    ['fewer passes', '$argon2id$v=19$m=19456,t=1,p=1$c2FsdHNhbHQ$aGFzaA'],
    ['another function', '$2b$10$abcdefghijklmnopqrstuv'],
  ])('A02 knows a hash made with %s', (_name, hash) => {
    expect(isHashOutdated(hash)).toBe(true);
  });
});
