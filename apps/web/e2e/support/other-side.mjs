/** Plays those who would have got the caught mail. */
export function otherSide({ ports }) {
  const root = `http://127.0.0.1:${ports.mailControl}/control/mail`;
  const mailTo = async (address) => {
    const mails = await (await fetch(root)).json();
    const found = mails.findLast(({ to }) => to.includes(address));
    if (!found) throw new Error(`Nothing was sent to ${address}.`);
    return found.id;
  };
  const order = async (address, what, body) => {
    const response = await fetch(`${root}/${await mailTo(address)}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${what}: ${response.status} ${await response.text()}`);
  };
  return {
    /** The person at this address answers the last mail they got. */
    reply: (address, text) => order(address, 'reply', { text }),
    /** A server sends the last mail to this address back. */
    bounce: (address) => order(address, 'bounce', {}),
    mailTo,
  };
}
