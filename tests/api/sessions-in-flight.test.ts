import { get } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { changeRole } from '#lib/identity/members/change-role.ts';
import { endMemberSessions } from '#lib/identity/members/end-member-sessions.ts';
import { removeMember } from '#lib/identity/members/remove-member.ts';
import { rotateSessionKey } from '#lib/identity/organizations/rotate-session-key.ts';
import { signOutEverywhere } from '#lib/identity/sign-in/sign-out.ts';
import { startOwnServer } from '../support/api-hosts.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  membershipOf,
  type TestOrganization,
} from '../support/call.ts';
import { putFile } from '../support/files.ts';
import { sendAsBrowser } from '../support/send-as-browser.ts';
import { TestBrowser } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let browser: TestBrowser;
let email: string;
let membership: string;
let runs = 0;
beforeAll(async () => {
  rt = await createTestRuntime();
});
afterAll(() => rt.close());

beforeEach(async () => {
  runs += 1;
  acme = await createTestOrganization(`Flight ${runs}`);
  email = `member${runs}@example.com`;
  const { userId } = await createTestMember(acme.orgId, 'member', email);
  browser = new TestBrowser();
  await browser.signIn(rt, email);
  membership = await membershipOf({ userId });
});

/** A body of which the last bytes are sent only when the test says so. */
function heldBody(text: string) {
  let finish = () => {};
  const released = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let asked = () => {};
  const begun = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const bytes = Buffer.from(text);
  let part = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        part += 1;
        if (part === 1) return controller.enqueue(bytes.subarray(0, 4));
        asked();
        await released;
        controller.enqueue(bytes.subarray(4));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, begun, finish };
}

const contactNames = async () => (await call(listContacts, acme.owner)).data.map(({ firstName }) => firstName);
const receiptCount = async () => {
  const lease = await rt.tenancy.acquire(acme.orgId);
  const row = await lease.db.get<{ n: number }>("SELECT count(*) AS n FROM Receipt WHERE action = 'contact.created'");
  lease.release();
  return row?.n;
};

describe('a write whose body is still on its way', () => {
  async function statusAfter(meanwhile: () => Promise<unknown>): Promise<number> {
    const body = heldBody(JSON.stringify({ firstName: 'Late' }));
    const answer = sendAsBrowser(browser, 'POST /contacts', { stream: body.stream });
    await body.begun;
    await meanwhile();
    body.finish();
    return (await answer).status;
  }

  it('control: is done when nothing happens meanwhile', async () => {
    expect(await statusAfter(async () => {})).toBe(201);
    expect(await contactNames()).toEqual(['Late']);
  });

  it.each([
    ['the person was removed', 401, () => call(removeMember, acme.owner, { id: membership })],
    ['an owner ended their sessions', 401, () => call(endMemberSessions, acme.owner, { id: membership })],
    ['the session key was rotated', 401, () => call(rotateSessionKey, acme.owner)],
    ['they signed out everywhere', 401, async () => call(signOutEverywhere, await browser.principal())],
    ['they were made a viewer', 403, () => call(changeRole, acme.owner, { id: membership, role: 'viewer' })],
  ])('is refused whole when meanwhile %s', async (_what, status, meanwhile) => {
    expect(await statusAfter(meanwhile)).toBe(status);
    expect(await receiptCount()).toBe(0);
  });

  it('is done when meanwhile the person was given more', async () => {
    const promote = () => call(changeRole, acme.owner, { id: membership, role: 'admin' });
    expect(await statusAfter(promote)).toBe(201);
  });

  it('about members is refused when meanwhile its owner became an admin', async () => {
    const second = await createTestMember(acme.orgId, 'owner', `owner-${email}`);
    const ownerBrowser = new TestBrowser();
    await ownerBrowser.signIn(rt, `owner-${email}`);
    const id = await membershipOf(second);
    const body = heldBody(JSON.stringify({ role: 'owner' }));
    const answer = sendAsBrowser(ownerBrowser, `PATCH /members/${membership}`, { stream: body.stream });
    await body.begun;
    await call(changeRole, acme.owner, { id, role: 'admin' });
    body.finish();
    expect((await answer).status).toBe(403);
  });
});

describe('a download that is under way', () => {
  const size = 8 * 1024 * 1024;

  it('is broken off within seconds once its session has ended, and goes on while it has not', async () => {
    const { id } = await putFile(acme.owner, Buffer.alloc(size, 7), { fileName: 'large.bin' });
    const answer = await sendAsBrowser(browser, `GET /files/${id}/download`);
    expect(answer.status).toBe(200);
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    expect(first?.done).toBe(false);
    rt.clock.advance(6);
    let got = (first?.value?.length ?? 0) + ((await reader?.read())?.value?.length ?? 0);
    await call(endMemberSessions, acme.owner, { id: membership });
    rt.clock.advance(6);
    const rest = async () => {
      for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) got += part.value.length;
    };
    await expect(rest()).rejects.toThrow();
    expect(got).toBeLessThan(size);
  });

  it('is broken off on the wire too: the connection ends before what was promised has come', async () => {
    const large = 24 * 1024 * 1024;
    const { id } = await putFile(acme.owner, Buffer.alloc(large, 7), { fileName: 'larger.bin' });
    const server = await startOwnServer(rt);
    try {
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const outcome = await new Promise<{ promised: string | undefined; got: number; whole: boolean }>((resolve) => {
        const asked = get(`http://127.0.0.1:${server.port}/api/v1/files/${id}/download`, {
          headers: { cookie, 'sec-fetch-site': 'same-origin' },
        });
        asked.once('response', (answer) => {
          let got = 0;
          answer.on('error', () => undefined);
          answer.once('close', () =>
            resolve({ promised: answer.headers['content-length'], got, whole: answer.complete }),
          );
          answer.once('data', async (first: Buffer) => {
            answer.pause();
            got += first.length;
            await call(endMemberSessions, acme.owner, { id: membership });
            rt.clock.advance(6);
            answer.on('data', (part: Buffer) => {
              got += part.length;
            });
            answer.resume();
          });
        });
      });
      expect(outcome).toMatchObject({ promised: String(large), whole: false });
      expect(outcome.got).toBeLessThan(large);
    } finally {
      await server.close();
    }
  });

  it('control: arrives whole while its session lives, however long it takes', async () => {
    const { id } = await putFile(acme.owner, Buffer.alloc(size, 7), { fileName: 'large.bin' });
    const answer = await sendAsBrowser(browser, `GET /files/${id}/download`);
    let got = 0;
    for await (const part of answer.body ?? []) {
      got += part.length;
      rt.clock.advance(1);
    }
    expect(got).toBe(size);
  });
});
