import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

import { Invalid } from '../http/domain-error.js';

/** Ports a tenant may name: mail submission and collection, and the web. */
const PORTS = new Set([25, 465, 587, 2525, 143, 993, 110, 995, 443]);

/** Every range that is not a public host: special-purpose registries of RFC 6890 and its successors. */
const PRIVATE_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
const PUBLIC_V6 = '2000::/3';
/** Inside 2000::/3 but carrying other addresses or documentation: Teredo, ORCHID, documentation, 6to4. */
const PRIVATE_V6 = [
  '2001::/32',
  '2001:10::/28',
  '2001:20::/28',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
];

/** An address that was checked: connect to `address`, and speak TLS with `host`. */
export interface CheckedHost {
  readonly host: string;
  readonly address: string;
  readonly port: number;
}

/** One rule for every connection to a host that a tenant typed. */
export class EgressPolicy {
  private readonly privateV4 = blockList(PRIVATE_V4, 'ipv4');
  private readonly publicV6 = blockList([PUBLIC_V6], 'ipv6');
  private readonly privateV6 = blockList(PRIVATE_V6, 'ipv6');

  /**
   * @param allowed the operator's exceptions: `host:port`, `address:port` or `network/bits:port`
   * @param resolve all addresses of a name
   */
  constructor(
    private readonly allowed: readonly string[],
    private readonly resolve: (name: string) => Promise<string[]> = addressesOf,
  ) {}

  /**
   * Resolves the name once and checks every address it has.
   *
   * @returns the address to connect to, so that a second look-up cannot answer differently
   * @throws Invalid `host-not-allowed` when the port or any address is refused, or the name does not resolve
   */
  async check(host: string, port: number): Promise<CheckedHost> {
    const name = host.trim().toLowerCase();
    const isNamed = this.allowed.some((entry) => entry.startsWith(`${name}:`));
    if (!isPlainName(name) && !isNamed) throw refused();
    const addresses = isIP(name) !== 0 ? [name] : await this.addressesOf(name);
    for (const address of addresses) {
      if (!this.isAllowed(name, address, port)) throw refused();
    }
    return { host: name, address: addresses[0]!, port };
  }

  /** Not resolving and being refused look the same from outside. */
  private async addressesOf(name: string): Promise<string[]> {
    const found = await this.resolve(name).catch(() => []);
    if (found.length === 0) throw refused();
    return found;
  }

  private isAllowed(name: string, address: string, port: number): boolean {
    if (this.allowed.some((entry) => matches(entry, name, address, port))) return true;
    if (!PORTS.has(port)) return false;
    if (isIP(address) === 4) return !this.privateV4.check(address, 'ipv4');
    return this.publicV6.check(address, 'ipv6') && !this.privateV6.check(address, 'ipv6');
  }
}

/** Odd spellings of an address (octal, hexadecimal, one number, trailing dot) are names that no mail server has. */
function isPlainName(name: string): boolean {
  if (isIP(name) !== 0) return true;
  return /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(
    name,
  );
}

async function addressesOf(name: string): Promise<string[]> {
  const found = await lookup(name, { all: true, verbatim: true });
  return found.map((entry) => entry.address);
}

function refused(): Invalid {
  return new Invalid(
    'host-not-allowed',
    'This server cannot be reached from here. Check the name and the port, or ask whoever operates the installation.',
    [{ field: 'host', code: 'host-not-allowed', message: 'cannot be reached from here' }],
  );
}

function matches(entry: string, name: string, address: string, port: number): boolean {
  const at = entry.lastIndexOf(':');
  const [target, wantedPort] = [entry.slice(0, at), entry.slice(at + 1)];
  if (wantedPort !== '*' && Number(wantedPort) !== port) return false;
  if (!target.includes('/')) return target === name || target === address;
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
  if ((isIP(target.split('/')[0]!) === 4) !== (family === 'ipv4')) return false;
  return blockList([target], family).check(address, family);
}

function blockList(networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [base, bits] = network.split('/') as [string, string];
    list.addSubnet(base, Number(bits), family);
  }
  return list;
}
