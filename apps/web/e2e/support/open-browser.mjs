/* global document -- used inside the page */
import { chromium } from 'playwright-core';
import { findBrowser } from '../../../../scripts/browser.mjs';

/**
 * Opens a browser with one user's window, and writes down everything that goes wrong in it.
 *
 * @param {{ address: string, locale?: string }} options the product's address; the language the browser asks for
 * @returns `page`, `complaints` (uncaught errors, messages on the console, breaches of the content security policy,
 *   in words), `expect(status, path)` (announces an answer whose failure is part of the story) and `close()`
 */
export async function openBrowser({ address, locale = 'en-GB' }) {
  const browser = await chromium.launch(await findBrowser());
  const context = await browser.newContext({
    baseURL: address,
    locale,
    viewport: { width: 1440, height: 900 },
    // Far from the account's zone: a screen that shows the browser's own time is found out.
    timezoneId: 'America/Los_Angeles',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const watch = await watchOver(page);
  return { context, page, ...watch, close: () => browser.close() };
}

async function watchOver(page) {
  const complaints = [];
  const expected = [];
  const isExpected = (text, url) =>
    expected.some(({ status, path }) => text.includes(`status of ${status}`) && path.test(url));

  await page.exposeBinding('reportBreach', (_source, breach) => {
    complaints.push(`content security policy: ${breach}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      globalThis.reportBreach(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`),
    );
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    const { url } = message.location();
    if (!isExpected(message.text(), url)) {
      complaints.push(`console: ${message.text()} (${url}, at ${page.url()})`);
    }
  });
  return {
    complaints,
    /** The browser itself logs each refused request; this one is meant to be refused. */
    expectRefusal: (status, path) => expected.push({ status, path }),
  };
}
