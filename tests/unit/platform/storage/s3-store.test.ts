import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createS3Store, partBytes } from '#lib/platform/storage/s3-store.ts';
import { type S3Server, startS3Server } from '../../../support/s3-server.ts';
import { bodyOf, itIsAnObjectStore, keysBelow, textOf } from './store-contract.ts';

const unavailable = { code: 'storage_unavailable' };
let server: S3Server;

beforeAll(async () => {
  server = await startS3Server();
});

afterEach(() => server.answerBefore(() => false));
afterAll(() => server.close());

const open = () => createS3Store(server.settings);

describe('the S3 store', () => {
  itIsAnObjectStore(open);

  it('uploads what is larger than a part in parts, and as one object', async () => {
    const store = open();
    const chunk = Buffer.alloc(1_000_003, 'holdfast');
    const chunks = Array.from({ length: 20 }, () => chunk);
    const put = await store.put('org/large/x', bodyOf(...chunks));
    expect(put.bytes).toBe(20 * chunk.byteLength);
    expect(server.asked.filter((line) => line.startsWith('PUT /holdfast-objects/org/large/x?'))).toHaveLength(3);
    const from = put.bytes - 5;
    expect(await textOf(await store.get('org/large/x', from))).toBe(Buffer.concat(chunks).toString().slice(from));
  });

  it('gives an upload up when the body breaks off after the first part', async () => {
    const store = open();
    const broken = async function* () {
      yield Buffer.alloc(partBytes + 1);
      throw new Error('the sender went away');
    };
    await expect(store.put('org/half/x', broken())).rejects.toThrow('the sender went away');
    expect(server.asked.at(-1)).toMatch(/^DELETE \/holdfast-objects\/org\/half\/x\?uploadId=/);
    expect(await store.get('org/half/x')).toBeNull();
  });

  it('tries again what the store could not answer, and gives up after three times', async () => {
    const store = open();
    let failures = 2;
    server.answerBefore((_, response) => {
      if (failures === 0) return false;
      failures -= 1;
      response.writeHead(503).end();
      return true;
    });
    await store.put('org/again/x', bodyOf('x'));
    expect(await textOf(await store.get('org/again/x'))).toBe('x');
    failures = 3;
    await expect(store.get('org/again/x')).rejects.toMatchObject(unavailable);
    expect(failures).toBe(0);
  });

  it('believes in no object that has another size than was sent', async () => {
    const store = open();
    server.answerBefore((request, response) => {
      if (request.method !== 'PUT') return false;
      request.resume().on('end', () => response.writeHead(200).end());
      return true;
    });
    await expect(store.put('org/lost/x', bodyOf('x'))).rejects.toMatchObject(unavailable);
  });

  it('waits neither for an answer nor for the rest of one longer than its deadlines', async () => {
    const store = createS3Store({ ...server.settings, deadlines: { answerMs: 100, stallMs: 100 } });
    server.answerBefore((request) => request.method === 'GET');
    await expect(store.get('org/slow/x')).rejects.toMatchObject(unavailable);
    server.answerBefore((request, response) => {
      if (request.method !== 'GET') return false;
      response.writeHead(200, { 'Content-Length': '100' }).write('begun');
      return true;
    });
    await expect(textOf(await store.get('org/slow/x'))).rejects.toMatchObject(unavailable);
  });

  it('fails for a wrong key, a missing bucket and a store that is not there, and tells nobody which', async () => {
    const wrong = [
      { ...server.settings, accessKeyId: 'another' },
      { ...server.settings, bucket: 'no-such-bucket' },
      { ...server.settings, endpoint: await closedEndpoint() },
    ];
    for (const settings of wrong) {
      const store = createS3Store(settings);
      const error = await store.put('org/a/x', bodyOf('x')).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ ...unavailable, publicMessage: 'Nothing was saved. Try again shortly.' });
      await expect(keysBelow(store, 'org/a/')).rejects.toMatchObject(unavailable);
    }
  });

  it('sends what was signed for the store to no other host', async () => {
    const store = open();
    let visited = 0;
    const elsewhere = createServer((_, response) => {
      visited += 1;
      response.end('stolen');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const { port } = elsewhere.address() as AddressInfo;
    server.answerBefore((_, response) => {
      response.writeHead(307, { Location: `http://127.0.0.1:${port}/` }).end();
      return true;
    });
    await expect(store.get('org/a/x')).rejects.toMatchObject(unavailable);
    expect(visited).toBe(0);
    await new Promise((resolve) => elsewhere.close(resolve));
  });

  it('lists and removes more than one page of objects', async () => {
    const store = open();
    const left = new Set(Array.from({ length: 2_500 }, (_, index) => `org/many/${String(index).padStart(4, '0')}`));
    // The server of these tests has no second pages: its tokens want a cipher that OpenSSL has given up.
    server.answerBefore((request, response) => {
      const { searchParams } = new URL(request.url ?? '', 'http://store.example');
      if (searchParams.has('delete')) {
        void new Response(Readable.toWeb(request) as ReadableStream).text().then((body) => {
          const keys = [...body.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key = '']) => key);
          for (const key of keys) left.delete(key);
          response.end(
            `<DeleteResult>${keys.map((key) => `<Deleted><Key>${key}</Key></Deleted>`).join('')}</DeleteResult>`,
          );
        });
        return true;
      }
      if (searchParams.get('list-type') !== '2') return false;
      response.end(listPage([...left].sort(), searchParams));
      return true;
    });
    expect(await keysBelow(store, 'org/many/')).toEqual([...left]);
    expect(await store.removePrefix('org/many/')).toBe(2_500);
    expect(left.size).toBe(0);
  });

  it('removes with a prefix the parts of uploads below it that never ended, and of no others', async () => {
    const store = open();
    const upload = (key: string, id: string) => `<Upload><Key>${key}</Key><UploadId>${id}</UploadId></Upload>`;
    const uploads = `${upload('org/left/x', 'one')}${upload('org/left/y', 'two')}${upload('org/other/z', 'three')}`;
    const aborted: string[] = [];
    server.answerBefore((request, response) => {
      if (request.method === 'DELETE') {
        aborted.push(request.url ?? '');
        response.writeHead(204).end();
        return true;
      }
      if (!/[?&]uploads=/.test(request.url ?? '')) return false;
      response.end(`<ListMultipartUploadsResult>${uploads}</ListMultipartUploadsResult>`);
      return true;
    });
    await store.removePrefix('org/left/');
    expect(aborted).toEqual(['/holdfast-objects/org/left/x?uploadId=one', '/holdfast-objects/org/left/y?uploadId=two']);
  });
});

/** ListObjectsV2: a token is the last key of the page before. */
function listPage(keys: readonly string[], asked: URLSearchParams): string {
  const token = asked.get('continuation-token') ?? '';
  const after = keys.filter((key) => key > token && key.startsWith(asked.get('prefix') ?? ''));
  const page = after.slice(0, Number(asked.get('max-keys')));
  const contents = page.map((key) => {
    return `<Contents><Key>${key}</Key><Size>1</Size><LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>`;
  });
  const more = after.length > page.length;
  const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  return `<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`;
}

/** Of a server that has just closed. */
async function closedEndpoint(): Promise<string> {
  const closing = createServer();
  await new Promise<void>((resolve) => closing.listen(0, '127.0.0.1', resolve));
  const { port } = closing.address() as AddressInfo;
  await new Promise((resolve) => closing.close(resolve));
  return `http://127.0.0.1:${port}`;
}
