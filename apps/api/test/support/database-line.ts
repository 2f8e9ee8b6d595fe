import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** The line between a process and its database, with what can happen to one. */
export class DatabaseLine {
  private readonly sockets = new Set<Socket>();
  /** Towards the database. */
  private readonly far = new Set<Socket>();
  private readonly waiting: (() => void)[] = [];
  private state: 'well' | 'refusing' | 'paused' = 'well';

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async to(databaseUrl: string): Promise<DatabaseLine> {
    const server = createServer({ allowHalfOpen: false });
    const line = new DatabaseLine(server, new URL(databaseUrl));
    server.on('connection', (socket) => line.join(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return line;
  }

  /** Where the process believes its database to be. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  /** What the database calls the client ports of this line. */
  get ports(): number[] {
    return [...this.far].map(({ localPort }) => localPort ?? 0);
  }

  /** As when the server goes down: every connection ends, and no new one is taken until `mend`. */
  breakDown(): void {
    this.state = 'refusing';
    this.cut();
  }

  /** Every connection ends at once; new ones are taken. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Nothing is lost, nothing goes through. */
  pause(): void {
    this.state = 'paused';
    for (const socket of this.sockets) socket.pause();
  }

  mend(): void {
    this.state = 'well';
    for (const socket of this.sockets) socket.resume();
    for (const go of this.waiting.splice(0)) go();
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(near: Socket): void {
    if (this.state === 'refusing') return void near.destroy();
    if (this.state === 'paused') return void this.waiting.push(() => this.join(near));
    const far = connect(Number(this.target.port), this.target.hostname);
    this.far.add(far);
    far.on('close', () => this.far.delete(far));
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(socket);
      socket.setNoDelay(true);
      // a line that was cut is what this is for
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other, { end: false });
    }
  }
}
