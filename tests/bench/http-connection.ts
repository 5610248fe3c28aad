import { connect, type Socket } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');

/**
 * One keep-alive HTTP/1.1 connection that asks one thing at a time. It does far less than a general client does, so that
 * on a machine with few cores the asking does not take what is to be measured.
 */
export class HttpConnection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #answered: ((status: number) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
      this.#takeAnswer();
    });
    socket.on('error', (error) => this.#failed?.(error));
    socket.on('close', () => this.#failed?.(new Error('the server closed the connection')));
  }

  static open(host: string, port: number): Promise<HttpConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port }, () => {
        socket.removeListener('error', reject);
        resolve(new HttpConnection(socket));
      });
      socket.once('error', reject);
    });
  }

  /** Sends a whole request as bytes and resolves to the answer's status once its body has arrived. */
  ask(request: Buffer | string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#failed = undefined;
    this.#socket.destroy();
  }

  #takeAnswer(): void {
    const headBytes = this.#received.indexOf(headEnd);
    if (headBytes < 0) return;
    const head = this.#received.toString('latin1', 0, headBytes);
    const bodyAt = headBytes + headEnd.length;
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    const end =
      length !== undefined
        ? bodyAt + Number(length)
        : /\r\ntransfer-encoding: *chunked/i.test(head)
          ? endOfChunks(this.#received, bodyAt)
          : bodyAt;
    if (end === undefined || this.#received.length < end) return;
    this.#received = this.#received.subarray(end);
    const answered = this.#answered;
    this.#answered = undefined;
    this.#failed = undefined;
    answered?.(Number(head.slice(9, 12)));
  }
}

/** Where a chunked body ends, or undefined while it has not all arrived. Trailers are not expected. */
function endOfChunks(bytes: Buffer, from: number): number | undefined {
  for (let at = from; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    at = lineEnd + 2 + size + 2;
    if (at > bytes.length) return undefined;
    if (size === 0) return at;
  }
}
