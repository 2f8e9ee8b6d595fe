import { expect, it } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';

import { canBeJoined, joinPdfs } from './join-pdfs.js';

async function pages(count: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let page = 0; page < count; page += 1) document.addPage();
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

it('puts the pages of several documents one after the other', async () => {
  const joined = await joinPdfs([await pages(2), await pages(1)]);
  expect((await PDFDocument.load(joined)).getPageCount()).toBe(3);
});

it('knows which documents it can put with others', async () => {
  const whole = await pages(1);
  const locked = Buffer.from(
    whole.toString('latin1').replace('trailer\n<<', 'trailer\n<<\n/Encrypt 1 0 R'),
    'latin1',
  );
  expect(await canBeJoined(whole)).toBe(true);
  expect(await canBeJoined(locked)).toBe(false);
  expect(await canBeJoined(Buffer.from('%PDF-1.7\nmaintenance\n%%EOF'))).toBe(false);
});
