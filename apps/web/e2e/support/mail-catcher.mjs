/** Reads what the mail catcher has caught. */
export function mailCatcher({ ports }) {
  const url = `http://127.0.0.1:${ports.mail}/api/email`;
  return {
    /** Everything caught so far, oldest first: `{ subject, text, html, to, from, headers }`. */
    async all() {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`The mail catcher answers ${response.status}.`);
      return response.json();
    },
  };
}
