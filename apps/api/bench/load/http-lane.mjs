import { connect } from 'node:net';
import { once } from 'node:events';

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/**
 * One kept-alive connection that sends GET requests one after the other. Bare sockets, because a full HTTP client
 * costs as much as the server it is to measure.
 */
export class HttpLane {
  #socket;
  #waiting = null;
  #received = [];
  #missing = null;
  #status = 0;

  static async open(port) {
    const lane = new HttpLane();
    lane.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    lane.#socket.on('data', (chunk) => lane.#take(chunk));
    lane.#socket.on('close', () => lane.#fail(new Error('The server hung up.')));
    lane.#socket.on('error', (error) => lane.#fail(error));
    await once(lane.#socket, 'connect');
    return lane;
  }

  /** @returns status and body, which must come with a Content-Length */
  get(path, headers = {}) {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${lines.join('')}\r\n`);
    });
  }

  close() {
    this.#socket.removeAllListeners('close');
    this.#socket.destroy();
  }

  #take(chunk) {
    this.#received.push(chunk);
    if (this.#missing === null) this.#readHead();
    else this.#missing -= chunk.length;
    if (this.#missing === 0) this.#finish();
  }

  #readHead() {
    const bytes = Buffer.concat(this.#received);
    const end = bytes.indexOf(END_OF_HEAD);
    if (end === -1) return;
    const head = bytes.toString('latin1', 0, end);
    this.#status = Number(head.slice(9, 12));
    const length = /\r\ncontent-length: (\d+)/i.exec(head);
    if (length === null) return this.#fail(new Error(`No Content-Length:\n${head}`));
    const body = bytes.subarray(end + END_OF_HEAD.length);
    this.#received = [body];
    this.#missing = Number(length[1]) - body.length;
  }

  #finish() {
    const body = this.#received;
    const { resolve } = this.#waiting;
    this.#received = [];
    this.#missing = null;
    resolve({ status: this.#status, text: () => Buffer.concat(body).toString() });
  }

  #fail(error) {
    this.#waiting?.reject(error);
  }
}
