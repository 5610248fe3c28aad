import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import S3rver from 's3rver';
import type { S3Settings } from '#lib/platform/storage/s3-store.ts';
import { temporaryFolder } from './data-folder.ts';

/** Answers a request instead of the store; false leaves it to the store. */
type Before = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface S3Server {
  readonly settings: S3Settings;
  /** Where it keeps its objects. */
  readonly folder: string;
  /** What it was asked, as `PUT /bucket/key?query`. */
  readonly asked: readonly string[];
  answerBefore(before: Before): void;
  close(): Promise<void>;
}

/** A real S3-compatible store on loopback that knows one access key, with one empty bucket. */
export async function startS3Server(): Promise<S3Server> {
  const temporary = temporaryFolder();
  const options = { directory: temporary.path, silent: true, vhostBuckets: false };
  const store = new S3rver({ ...options, configureBuckets: [{ name: 'holdfast-objects' }] });
  await store.configureBuckets();
  const answer = store.callback();
  const asked: string[] = [];
  let before: Before = () => false;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (!before(request, response)) answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    settings: {
      endpoint: `http://127.0.0.1:${port}`,
      bucket: 'holdfast-objects',
      region: 'us-east-1',
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    folder: temporary.path,
    asked,
    answerBefore: (next) => {
      before = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      temporary.remove();
    },
  };
}
