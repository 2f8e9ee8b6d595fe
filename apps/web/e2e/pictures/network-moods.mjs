/** What the data of an account is asked for with; who is signed in stays known. */
const ACCOUNT_DATA = /\/api\/v1\/accounts\//;

const FAILURE = {
  type: '/problems/internal',
  title: 'internal error',
  status: 500,
  code: 'internal',
  detail: 'The request could not be carried out.',
  requestId: '01997d3f-5f0e-7c41-9a55-0f3e6f6f2a10',
};

/** How the network may treat a screen that waits for its data. */
const MOODS = {
  loading: () => new Promise(() => {}),
  failing: (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: JSON.stringify(FAILURE),
    }),
  offline: (route) => route.abort('internetdisconnected'),
};

/**
 * Lets the network have a mood while something is done with the page.
 * @param {'loading' | 'failing' | 'offline' | null} mood null: as it is
 * @param {RegExp} addresses which requests it touches
 */
export async function inMood(page, mood, work, addresses = ACCOUNT_DATA) {
  if (mood === null) return work();
  await page.route(addresses, MOODS[mood]);
  try {
    return await work();
  } finally {
    await page.unroute(addresses);
  }
}
