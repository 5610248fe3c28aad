import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createInvite } from '#lib/identity/members/create-invite.ts';
import { signOutEverywhere } from '#lib/identity/sign-in/sign-out.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { sendAsBrowser } from '../support/send-as-browser.ts';
import { mailedLink, TestBrowser } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
beforeAll(async () => {
  rt = await createTestRuntime();
});
afterAll(() => rt.close());

/** The body of a request whose end is sent only after `meanwhile`, once its beginning has been read. */
function slowly(body: object, meanwhile: () => Promise<unknown>): ReadableStream<Uint8Array> {
  const bytes = Buffer.from(JSON.stringify(body));
  const rest = async () => {
    await meanwhile();
    return bytes.subarray(4);
  };
  const parts = [async () => bytes.subarray(0, 4), rest];
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const next = parts.shift();
        if (next === undefined) controller.close();
        else controller.enqueue(await next());
      },
    },
    { highWaterMark: 0 },
  );
}

describe('accepting an invitation with a body that is still on its way', () => {
  async function acceptWhile(name: string, meanwhile: (browser: TestBrowser) => Promise<unknown>) {
    const email = `${name}@example.com`;
    const browser = new TestBrowser();
    await browser.signIn(rt, email);
    const { orgId, owner } = await createTestOrganization(name);
    await call(createInvite, owner, { email, role: 'member' });
    const stream = slowly({ token: mailedLink(rt).token }, () => meanwhile(browser));
    const response = await sendAsBrowser(browser, 'POST /auth/accept-invite', { stream });
    const members = 'SELECT m.id FROM Membership m JOIN User u ON u.id = m.userId WHERE m.orgId = ? AND u.email = ?';
    return { response, joined: (await rt.tenancy.control.all(members, [orgId, email])).length, browser };
  }

  test('control: joins when nothing happens meanwhile', async () => {
    const { response, joined } = await acceptWhile('calm', async () => {});
    expect([response.status, joined]).toEqual([200, 1]);
  });

  test('makes no new session out of one that was ended everywhere meanwhile', async () => {
    const { response, joined, browser } = await acceptWhile('ended', async (held) =>
      call(signOutEverywhere, await held.principal()),
    );
    expect([response.status, joined]).toEqual([401, 0]);
    expect((await browser.principal()).kind).toBe('anonymous');
  });
});
