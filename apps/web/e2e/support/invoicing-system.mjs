/**
 * What the outside world does to a firm's books in the invoicing system, and to the system itself: the sandbox's
 * control, over HTTP.
 * @param {string} [key] which books; not needed for faults
 * @param {string} [provider] which of the players; inFakt unless told, where documents go by `uuid`
 */
export function invoicingSystem({ ports }, key, provider = 'infakt') {
  const control = `http://127.0.0.1:${ports.sandbox}/control`;
  const tell = async (method, path, order) => {
    const response = await fetch(`${control}/${path}`, {
      method,
      ...(order && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(order),
      }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${path}: ${answer.error}`);
    return answer;
  };
  return {
    issue: (order) => tell('POST', `${provider}/${key}/issue`, order),
    documents: () => tell('GET', `${provider}/${key}/documents`),
    pay: (uuid) => tell('POST', `${provider}/${key}/pay`, { uuid }),
    fault: (order) => tell('POST', `${provider}/faults`, order),
    forgetFaults: () => tell('DELETE', `${provider}/faults`),
  };
}
