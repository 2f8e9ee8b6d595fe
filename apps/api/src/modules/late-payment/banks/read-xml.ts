import { XMLParser, XMLValidator } from 'fast-xml-parser';

import { unreadable } from './published-rate.js';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  // figures stay as they were written
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name) => ['pozycje', 'pozycja', 'Day', 'Rate', 'BaseRate'].includes(name),
});

/** An element: attributes as "@name", its text as "#text", children by their names. */
export type XmlNode = { readonly [name: string]: unknown };

/** The root element of that name; throws BankFailure for anything else, HTML and halves of documents included. */
export function readXml(text: string, root: string): XmlNode {
  const isWhole = !/<!(?:DOCTYPE|ENTITY)/i.test(text) && XMLValidator.validate(text) === true;
  const document = isWhole ? (parser.parse(text) as XmlNode) : {};
  const found = document[root];
  if (typeof found !== 'object' || found === null) throw unreadable(`an XML document <${root}>`);
  return found as XmlNode;
}

/** The child elements of a repeatable name. */
export function childrenOf(node: XmlNode, name: string): readonly XmlNode[] {
  const children = node[name];
  return Array.isArray(children) ? children.map(asNode) : [];
}

/** An element without attributes is its text alone. */
function asNode(child: unknown): XmlNode {
  return typeof child === 'object' && child !== null ? (child as XmlNode) : { '#text': child };
}
