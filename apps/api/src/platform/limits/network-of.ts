import { isIPv6 } from 'node:net';

const GROUPS = 8;
/** A customer of a provider gets a /64 at least, and may call from any of its addresses. */
const NETWORK_GROUPS = 4;

/**
 * What stands for a caller of whom only the address is known: the address, and of an IPv6 address the
 * network, because whoever has one address has 2^64 of them.
 */
export function networkOf(ip: string): string {
  const address = ip.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(address)) return address;
  const [head, tail] = address.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const zeros = tail === undefined ? 0 : GROUPS - head!.length - tail.length;
  const groups = [...head!, ...Array.from({ length: zeros }, () => '0'), ...(tail ?? [])];
  const network = groups.slice(0, NETWORK_GROUPS).map((group) => parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
