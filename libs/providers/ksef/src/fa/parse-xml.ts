import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** Elements that may be repeated, at whichever place they stand. */
const REPEATED = new Set([
  'Podmiot3',
  'DaneKontaktowe',
  'DaneFaKorygowanej',
  'FaWiersz',
  'Obciazenia',
  'ZaplataCzesciowa',
  'TerminPlatnosci',
  'RachunekBankowy',
  'RachunekBankowyFaktora',
]);

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  // "0900" and "1e3" are texts, amounts are decimals: nothing becomes a number here
  parseTagValue: false,
  isArray: (name) => REPEATED.has(name),
});

/**
 * Reads a document into plain objects of texts, without its namespaces.
 *
 * @returns null when it is no well-formed XML, or declares a document type: an invoice has none, and the tricks that
 *   blow up or reach into files begin with one
 */
export function parseXml(xml: string): unknown {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml) || XMLValidator.validate(xml) !== true) return null;
  return parser.parse(xml);
}
