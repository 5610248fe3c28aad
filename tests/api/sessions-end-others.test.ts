import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endMyOtherSessions } from '#lib/identity/sign-in/end-other-sessions.ts';
import { listSessions } from '#lib/identity/sign-in/list-sessions.ts';
import { newId } from '#lib/platform/ids.ts';
import { call, createTestMember, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
});
afterAll(() => rt.close());

const addSession = (userId: string) =>
  rt.tenancy.control.write((tx) =>
    tx.run(
      `INSERT INTO Session (id, userId, orgId, method, createdAt, lastSeenAt, idleExpiresAt, expiresAt, renewalHash)
       SELECT ?, userId, orgId, method, createdAt, lastSeenAt, idleExpiresAt, expiresAt, ? FROM Session WHERE userId = ? LIMIT 1`,
      [newId('ses'), new Uint8Array(32), userId],
    ),
  );

describe('ending all other sessions', () => {
  it('ends every session of the person but the one at hand, and nobody else’s', async () => {
    const other = await createTestMember(acme.orgId, 'member');
    for (let n = 0; n < 3; n += 1) await addSession(acme.owner.userId);
    expect((await call(listSessions, acme.owner)).data).toHaveLength(4);
    expect(await call(endMyOtherSessions, acme.owner)).toEqual({ ended: 3 });
    expect((await call(listSessions, acme.owner)).data).toMatchObject([{ id: acme.owner.sessionId, current: true }]);
    expect((await call(listSessions, other)).data).toHaveLength(1);
    expect(await call(endMyOtherSessions, acme.owner)).toEqual({ ended: 0 });
    const events = await rt.tenancy.control.all<{ detail: string }>(
      "SELECT detail FROM AuditEvent WHERE action = 'auth.sessions_ended' ORDER BY id",
    );
    expect(events.map(({ detail }) => JSON.parse(detail))).toEqual([{ ended: 3 }, { ended: 0 }]);
  });
});
