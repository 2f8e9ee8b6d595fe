import { FIRST_DAY, liveThroughDemo } from '../apps/web/e2e/pictures/demo-life.mjs';
import { takeScreens } from '../apps/web/e2e/pictures/take-screens.mjs';
import { startProduct } from '../apps/web/e2e/support/product.mjs';
import { buildAll } from './build.mjs';
import { inRoot } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { createProgress } from './progress.mjs';

// Four weeks have to pass in a minute, and a mail server of the pictures' own joins in.
const WITHOUT_LIMITS = {
  EGRESS_ALLOW: '127.0.0.1:*',
  SANDBOX_LIMITS: 'off',
  INFAKT_READS_PER_MINUTE: '100000',
  KSEF_READS_PER_MINUTE: '100000',
  SYNC_READS_PER_RUN: '10000',
  RATE_LIMIT_AUTH: '100000',
  RATE_LIMIT_READ: '100000',
  RATE_LIMIT_WRITE: '100000',
};

/**
 * `npm run screens`: a picture of every screen and state, and a page that shows them all, in `screens/`.
 * `npm run screens -- case` takes only those whose name has the word in it.
 */
export async function runScreens([only]) {
  const progress = createProgress();
  await buildAll(progress);
  let product = null;
  try {
    await progress.step('Start the product', async () => {
      product = await startProduct({
        name: 'screens',
        at: FIRST_DAY,
        environment: WITHOUT_LIMITS,
      });
    });
    const { address } = product;
    const folder = inRoot('screens');
    let life = null;
    await progress.step('Let four weeks pass', async () => {
      life = await liveThroughDemo(product);
    });
    const missed = await takeScreens({ address, life, folder, only, say: progress.say });
    console.log(`\nLook at them: ${folder}/index.html`);
    if (missed.length > 0) throw new PlainError(`Not taken: ${missed.join(', ')}`);
    return 0;
  } finally {
    await product?.stop();
  }
}
