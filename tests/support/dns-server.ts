import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** What is answered at a name: the strings of its TXT records; `none`: no such name; `fail`: SERVFAIL; `silent`: nothing at all. */
export type TxtAnswer = readonly string[] | 'none' | 'fail' | 'silent';

/** A DNS server of this machine that knows TXT records alone. */
export interface TestDnsServer {
  /** As `HOLDFAST_DNS_SERVERS` takes it. */
  readonly address: string;
  /** By name, in small letters. What is not here does not exist. */
  readonly records: Map<string, TxtAnswer>;
  /** The names that were asked for, in turn. */
  readonly asked: string[];
  close(): Promise<void>;
}

const txtType = 16;

/** Answers over UDP (RFC 1035) until it is closed. */
export async function startDnsServer(): Promise<TestDnsServer> {
  const records = new Map<string, TxtAnswer>();
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query, { address, port }) => {
    const { name, end } = readName(query);
    asked.push(name);
    const found = records.get(name) ?? 'none';
    if (found === 'silent') return;
    const question = query.subarray(12, end + 4);
    const answers = typeof found === 'string' ? [] : found.map(txtRecord);
    const header = Buffer.alloc(12);
    query.copy(header, 0, 0, 2);
    const code = found === 'none' ? 3 : found === 'fail' ? 2 : 0;
    header.writeUInt16BE(0x8580 | code, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(answers.length, 6);
    socket.send(Buffer.concat([header, question, ...answers]), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    records,
    asked,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function readName(query: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

/** A record of the name in the question, in strings of 255 bytes at most. */
function txtRecord(text: string): Buffer {
  const bytes = Buffer.from(text);
  const strings: Buffer[] = [];
  for (let from = 0; from < bytes.length || from === 0; from += 255) {
    const part = bytes.subarray(from, from + 255);
    strings.push(Buffer.from([part.length]), part);
  }
  const data = Buffer.concat(strings);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(txtType, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(0, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
