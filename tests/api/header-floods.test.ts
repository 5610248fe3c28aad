import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

/* CLAIMS L5. Some proxies append the address that they saw behind whatever the client sent: it must not be lost there. */

let rt: TestRuntime;
let own: OwnServer;

beforeAll(async () => {
  rt = await createTestRuntime();
  own = await startOwnServer(rt, { trustedHops: 1 });
});
afterAll(async () => {
  await own.close();
  await rt.close();
});

/** What our server answers to these header lines, as a proxy in front would send them on. */
function through(lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(own.port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(text));
    socket.write(
      ['GET /api/v1/me HTTP/1.1', 'Host: 127.0.0.1:3000', ...lines, 'Connection: close', '', ''].join('\r\n'),
    );
  });
}

const addresses = async () =>
  (await rt.tenancy.control.all<{ address: string }>('SELECT DISTINCT address FROM AuditEvent ORDER BY address')).map(
    ({ address }) => address,
  );
const padding = (count: number) => Array.from({ length: count }, (_, index) => `X-${index}: x`);

describe('what a proxy appends', () => {
  it('is heeded behind as many headers as are taken', async () => {
    const answer = await through(['X-Forwarded-For: 127.0.0.1', ...padding(90), 'X-Forwarded-For: 198.51.100.1']);
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(await addresses()).toEqual(['198.51.100.1']);
  });

  it.each([96, 100, 150, 400, 1_500])('431: is never cut off behind %i more headers of the client', async (count) => {
    for (const claimed of [['X-Forwarded-For: 127.0.0.1'], []]) {
      const answer = await through([...claimed, ...padding(count), 'X-Forwarded-For: 198.51.100.1']);
      expect(answer).toMatch(/^HTTP\/1\.1 (?:431|401) /);
      expect(await addresses()).toEqual(['198.51.100.1']);
    }
    if (count >= 100) expect(await through(padding(count))).toMatch(/^HTTP\/1\.1 431 /);
  });
});
