import { inMood } from './network-moods.mjs';
import { settled, takePictures } from './take-pictures.mjs';

/**
 * A browser window for each kind of person who looks, each signed in once, all in one language.
 *
 * @param {{ browser: import('playwright-core').Browser, address: string, life: object, language: string,
 *   locale: string }} options `life` is what `liveThroughDemo` returns
 */
export function openStudio({ browser, address, life, language, locale }) {
  const windows = new Map();
  return {
    /** Goes to a screen and takes it. @returns the names of the files */
    async take(screen, mood, target) {
      const page = await windowOf(screen.as === undefined ? 'admin' : screen.as);
      await page.setViewportSize({ width: 1440, height: 900 });
      return inMood(page, mood, async () => {
        await page.goto(screen.at(life));
        await settled(page, mood === 'loading');
        if (mood === null) await screen.open?.(page, life);
        const files = await takePictures(page, { ...target, language });
        // Away from it before the network is itself again: nothing may come late.
        await page.goto('about:blank');
        return files;
      });
    },
    close: () => Promise.all([...windows.values()].map((page) => page.context().close())),
  };

  async function windowOf(who) {
    const known = windows.get(who);
    if (known) return known;
    const context = await browser.newContext({ baseURL: address, locale, reducedMotion: 'reduce' });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    if (who !== null) await signIn(page, life.people[who], language);
    windows.set(who, page);
    return page;
  }
}

async function signIn(page, { username, password }, language) {
  await page.goto('/sign-in');
  await page.locator('[name=username]').fill(username);
  await page.locator('[name=password]').fill(password);
  await page.locator('[type=submit]').click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  const userMenu = page.locator('.user-menu button').first();
  // Somebody who belongs to no firm has no menu, and stays with the browser's language.
  await userMenu.or(page.locator('h1')).first().waitFor();
  if (!(await userMenu.isVisible())) return;
  await userMenu.click();
  await page.locator(`.user-menu [lang=${language}]`).click();
  await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
}
