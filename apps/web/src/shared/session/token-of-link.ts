/**
 * The token of a link that was mailed. It stands behind the # and so never reaches a server's log; once
 * read it is taken out of the address, so that nobody finds it in the browser's history.
 */
export function takeTokenOfLink(): string | null {
  const token = new URLSearchParams(globalThis.location.hash.slice(1)).get('token');
  if (token !== null) {
    const { pathname, search } = globalThis.location;
    globalThis.history.replaceState(globalThis.history.state, '', pathname + search);
  }
  return token;
}
