import { createHash } from 'node:crypto';

import type { BookClient } from '../books/book-client.js';
import type { BookDocument } from '../books/book-document.js';
import type { Books } from '../books/books.js';
import { invoiceXml } from './invoice-xml.js';
import { isInKsef } from './issued-facts.js';

/** A document as KSeF keeps it. */
export interface StoredDocument {
  readonly ksefNumber: string;
  /** to seven digits of a second, as KSeF writes it */
  readonly storedAt: string;
  readonly document: BookDocument;
}

/** KSeF 2.0 opened; what is older was handed in late. */
const OPENED_AT = '2026-02-01T06:00:00.000Z';

/** All documents of a firm in the order they were stored. */
export function storedDocuments(books: Books, sellerNip: string): readonly StoredDocument[] {
  return books.remembered(`stored for ${sellerNip}`, () =>
    books
      .documents()
      .filter(isInKsef)
      .map((document) => stored(document, sellerNip))
      .sort((a, b) => (a.storedAt < b.storedAt ? -1 : 1)),
  );
}

export function findStored(
  books: Books,
  sellerNip: string,
  ksefNumber: string,
): StoredDocument | undefined {
  const id = Number.parseInt(ksefNumber.slice(20, 27), 16);
  const document = books.document(id);
  if (document === undefined || !isInKsef(document)) return undefined;
  const found = stored(document, sellerNip);
  return found.ksefNumber === ksefNumber ? found : undefined;
}

/** The number a firm's document has in KSeF, for whoever compares books with what was made of them. */
export function ksefNumberOf(document: BookDocument, sellerNip: string): string {
  return stored(document, sellerNip).ksefNumber;
}

export function xmlOf(books: Books, sellerNip: string, { document }: StoredDocument): string {
  const corrected = document.correctsId === null ? undefined : books.document(document.correctsId);
  return invoiceXml({
    books,
    document,
    sellerNip,
    client: books.client(document.clientId) as BookClient,
    corrects:
      corrected === undefined
        ? null
        : { document: corrected, number: ksefNumberOf(corrected, sellerNip) },
  });
}

export function hashOf(xml: string): string {
  return createHash('sha256').update(xml).digest('base64');
}

function stored(document: BookDocument, sellerNip: string): StoredDocument {
  const at = document.createdAt > OPENED_AT ? document.createdAt : OPENED_AT;
  const fraction = String(document.id % 10_000).padStart(4, '0');
  const storedAt = `${at.slice(0, -1)}${fraction}+00:00`;
  const digits = `${document.id.toString(16).padStart(7, '0')}${document.uuid.slice(0, 5)}`;
  const bare = `${sellerNip}-${at.slice(0, 10).replaceAll('-', '')}-${digits.toUpperCase()}`;
  return { ksefNumber: `${bare}-${checkDigits(bare)}`, storedAt, document };
}

/** CRC-8 with the polynomial 0x07. */
function checkDigits(text: string): string {
  let crc = 0;
  for (const byte of Buffer.from(text, 'latin1')) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x80 ? 0x07 : 0)) & 0xff;
  }
  return crc.toString(16).toUpperCase().padStart(2, '0');
}
