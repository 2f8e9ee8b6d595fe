/**
 * Where to go after signing in: the page that was asked for, if it is one of ours.
 * "//elsewhere" and "/\\elsewhere" are addresses of other hosts to a browser, so they are refused.
 */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/';
}
