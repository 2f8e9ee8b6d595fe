/** The block `npm start` ends with: everything a newcomer needs next. */
export function welcome({ settings, ports }) {
  const { PUBLIC_URL, ADMIN_USERNAME, ADMIN_PASSWORD } = settings.api;
  const rows = [
    ['Open', PUBLIC_URL],
    ['Sign in', `${ADMIN_USERNAME}  /  ${ADMIN_PASSWORD}`],
    ['', `(another one: npm run cli -- users reset-password ${ADMIN_USERNAME})`],
    ['Mail', `http://localhost:${ports.mail}  (nothing leaves this machine; every mail ends here)`],
    ['Calendar', 'npm run cli -- clock advance 7d  (a week ahead, to see stages go by)'],
    ['API', `${PUBLIC_URL}/docs`],
    ['Stop', 'Ctrl-C  (the data stays; npm start -- --fresh begins again)'],
  ];
  const lines = rows.map(([name, value]) => `  ${name.padEnd(10)}${value}`);
  return ['', '  InvoiceTracker is running.', '', ...lines, ''].join('\n');
}
