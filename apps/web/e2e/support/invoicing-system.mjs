/** What the outside world does to a firm's books in the invoicing system: the sandbox's control, over HTTP. */
export function invoicingSystem({ ports }, key) {
  const control = `http://127.0.0.1:${ports.sandbox}/control`;
  const tell = async (path, order) => {
    const response = await fetch(`${control}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${path}: ${answer.error}`);
    return answer;
  };
  return {
    issue: (order) => tell(`infakt/${key}/issue`, order),
    pay: (uuid) => tell(`infakt/${key}/pay`, { uuid }),
    fault: (order) => tell('infakt/faults', order),
  };
}
