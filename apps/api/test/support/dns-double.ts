import { createSocket, type Socket } from 'node:dgram';

import { type Answer, decode, encode, type Packet } from 'dns-packet';

/** What a name server has of one name; `fails` and `is silent` are what real ones do now and then. */
export interface Zone {
  /** Each record as its strings: one text, or the parts it was split into. */
  readonly txt?: readonly (string | readonly string[])[];
  readonly mx?: readonly string[];
  readonly a?: readonly string[];
  readonly does?: 'fail' | 'refuse' | 'stay-silent';
}

/** The numbers of RFC 1035, 4.1.1, that follow the flags. */
const RCODE = { ok: 0, fail: 2, nameError: 3, refuse: 5 } as const;

/** A real name server over UDP on this machine, which knows the names it is given and no others. */
export class DnsDouble {
  /** What was asked, as `TXT firma.example`. */
  readonly asked: string[] = [];

  private constructor(
    private readonly socket: Socket,
    private readonly zones: Map<string, Zone>,
  ) {
    socket.on('message', (message, from) => {
      const reply = this.replyTo(decode(message));
      if (reply !== null) socket.send(reply, from.port, from.address);
    });
  }

  static async start(): Promise<DnsDouble> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    return new DnsDouble(socket, new Map());
  }

  /** As the setting DNS_SERVERS has it. */
  get address(): string {
    return `127.0.0.1:${this.socket.address().port}`;
  }

  /** Knows these names from now on, and none of those before. */
  serve(zones: Readonly<Record<string, Zone>>): void {
    this.zones.clear();
    for (const [name, zone] of Object.entries(zones)) this.zones.set(name, zone);
    this.asked.length = 0;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.socket.close(() => resolve()));
  }

  private replyTo(query: Packet): Buffer | null {
    const question = query.questions![0]!;
    const name = question.name.toLowerCase();
    this.asked.push(`${question.type} ${name}`);
    const zone = this.zones.get(name);
    if (zone?.does === 'stay-silent') return null;
    const isAbove = [...this.zones.keys()].some((known) => known.endsWith(`.${name}`));
    const rcode =
      zone?.does === 'fail'
        ? RCODE.fail
        : zone?.does === 'refuse'
          ? RCODE.refuse
          : zone === undefined && !isAbove
            ? RCODE.nameError
            : RCODE.ok;
    return encode({
      type: 'response',
      id: query.id!,
      flags: rcode,
      questions: [question],
      answers: rcode === RCODE.ok && zone !== undefined ? answersOf(zone, name, question.type) : [],
    });
  }
}

function answersOf(zone: Zone, name: string, type: string): Answer[] {
  const ttl = 60;
  switch (type) {
    case 'TXT':
      return (zone.txt ?? []).map((strings) => ({
        type: 'TXT',
        name,
        ttl,
        data: [strings].flat() as string[],
      }));
    case 'MX':
      return (zone.mx ?? []).map((exchange, place) => ({
        type: 'MX',
        name,
        ttl,
        data: { preference: place, exchange },
      }));
    case 'A':
      return (zone.a ?? []).map((data) => ({ type: 'A', name, ttl, data }));
    default:
      return [];
  }
}
