import { decimalNumber, type Reader, wholeNumber } from '@invoicetracker/provider-kit/read-row';

/** Minor units of the document's own currency; "349.00" would be read a hundredfold wrong, so text is refused. */
export const minor: Reader<bigint> = (value) => BigInt(wholeNumber(value));

/** Quantities are numbers on the wire and decimal text from here on. */
export const quantity = decimalNumber;
