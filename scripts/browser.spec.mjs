import http from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { chromium } from 'playwright-core';
import { findBrowser, packagedBrowser } from './browser.mjs';

const PAGE =
  'data:text/html,<title>faktury</title><p style="font:40px sans-serif">Zażółć gęślą jaźń</p>';
let browser;

beforeAll(async () => {
  browser = await chromium.launch(await packagedBrowser());
}, 120_000);
afterAll(() => browser?.close());

it('brings a browser on a machine that has none, and it draws a page', async () => {
  const page = await browser.newPage();
  await page.goto(PAGE);
  const empty = await page.screenshot({ clip: { x: 0, y: 400, width: 300, height: 60 } });
  const written = await page.screenshot({ clip: { x: 0, y: 30, width: 300, height: 60 } });
  expect(await page.title()).toBe('faktury');
  expect(written.subarray(1, 4).toString()).toBe('PNG');
  expect(written.length).toBeGreaterThan(2 * empty.length);
});

it('guards origins as the browser of a user does', async () => {
  const server = http.createServer(({ url }, response) => {
    if (url === '/shared') response.setHeader('access-control-allow-origin', '*');
    response.end('text');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = `http://127.0.0.1:${server.address().port}`;
  const page = await browser.newPage();
  await page.goto(`${at}/`);
  const read = (address) =>
    page.evaluate(
      (url) =>
        fetch(url).then(
          (answer) => answer.text(),
          () => 'refused',
        ),
      address,
    );
  const other = at.replace('127.0.0.1', 'localhost');
  expect(await read(`${other}/shared`)).toBe('text');
  expect(await read(`${other}/private`)).toBe('refused');
  await page.close();
  server.closeAllConnections();
  server.close();
});

it('takes the browser that CHROMIUM names, and says so when it is not there', async () => {
  expect((await findBrowser({ CHROMIUM: process.execPath })).executablePath).toBe(process.execPath);
  await expect(findBrowser({ CHROMIUM: '/nowhere/chromium' })).rejects.toThrow(
    '/nowhere/chromium, which does not exist',
  );
});
