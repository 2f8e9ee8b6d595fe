/**
 * A person at the public API, for what a picture needs and nobody has to watch happening.
 * @returns `get`, `post`, `put` and `patch`, each resolving with the answer's body
 */
export async function apiSession({ address }, username, password) {
  const root = `${address}/api/v1`;
  const { accessToken } = await send('POST', '/auth/sign-in', { username, password });
  const authorized = { authorization: `Bearer ${accessToken}` };
  return {
    get: (path) => send('GET', path, undefined, authorized),
    post: (path, body) => send('POST', path, body, authorized),
    put: (path, body, headers) => send('PUT', path, body, { ...authorized, ...headers }),
    patch: (path, body, headers) => send('PATCH', path, body, { ...authorized, ...headers }),
  };

  async function send(method, path, body, headers = {}) {
    const content = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(root + path, {
      method,
      headers: { ...content, ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }
}
