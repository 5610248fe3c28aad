import { auditOf } from '../../access/audit.ts';
import { accountOperation, fileOutput } from '../../access/operation.ts';
import { streamOf } from '../../platform/storage/byte-stream.ts';
import { type Runtime, runtime } from '../../runtime.ts';
import { NoInput } from '../schema.ts';
import { membershipsOfAccount, organizationsThatKnow, readAccountRow } from './account-store.ts';

/** Rows read and written together: what an export holds in memory, however much there is. */
const rowsAtOnce = 500;

type Rows = AsyncGenerator<object>;

/**
 * Everything that the installation holds of the person as a user, in every organisation, as one JSON file: the account, sign-ins,
 * sessions, memberships, invitations, and what they did, by audit event and by receipt. CLAIMS G1; GDPR, articles 15 and 20.
 */
export const exportAccount = accountOperation({
  name: 'account.export',
  title: 'Export my account',
  description: 'Everything that is held of the caller as a user, in every organisation, as one JSON file.',
  http: 'GET /account/export',
  limits: ['account.general'],
  input: NoInput,
  output: fileOutput,
  writes: false,
  stepUp: 'always',
  countsAnswers: true,
  run: async (ctx) => {
    const { userId } = ctx.principal;
    const account = await readAccountRow(ctx.control, userId);
    await ctx.services.audit.record({ ...auditOf(ctx), action: 'account.export', outcome: 'ok' });
    const orgIds = await organizationsThatKnow(ctx.control, userId, account.email);
    const sections = sectionsOf(runtime(), userId, account.email, orgIds);
    const parts = jsonOf({ exportedAt: ctx.now().toISOString(), account }, sections);
    return {
      fileName: `account-${ctx.now().toISOString().slice(0, 10)}.json`,
      contentType: 'application/json',
      stream: streamOf(bytesOf(parts), async () => undefined),
    };
  },
});

function sectionsOf(
  rt: Runtime,
  userId: string,
  email: string,
  orgIds: readonly string[],
): Readonly<Record<string, Rows>> {
  const { control } = rt.tenancy;
  const paged = (sql: string, who: string) =>
    pages((after) => control.all<{ id: string }>(sql, [who, after, rowsAtOnce]));
  return {
    memberships: (async function* () {
      for (const { id, slug, name, role, createdAt } of await membershipsOfAccount(control, userId)) {
        yield { id, organization: { slug, name }, role, createdAt };
      }
    })(),
    providers: paged(
      'SELECT id, issuer, subject, createdAt FROM Account WHERE userId = ? AND id > ? ORDER BY id LIMIT ?',
      userId,
    ),
    passkeys: paged(
      'SELECT id, name, aaguid, backedUp, createdAt, lastUsedAt FROM Passkey WHERE userId = ? AND id > ? ORDER BY id LIMIT ?',
      userId,
    ),
    authenticators: paged(
      `SELECT userId AS id, createdAt, confirmedAt FROM TotpFactor WHERE userId = ? AND userId > ? ORDER BY userId LIMIT ?`,
      userId,
    ),
    recoveryCodes: paged(
      'SELECT id, createdAt, usedAt FROM RecoveryCode WHERE userId = ? AND id > ? ORDER BY id LIMIT ?',
      userId,
    ),
    securityNotices: paged(
      'SELECT id, change, createdAt, expiresAt, usedAt FROM SecurityNotice WHERE userId = ? AND id > ? ORDER BY id LIMIT ?',
      userId,
    ),
    sessions: paged(
      `SELECT id, orgId, method, factor, factorAt, createdAt, lastSeenAt, expiresAt, revokedAt, userAgent, addressPrefix
         FROM Session WHERE userId = ? AND id > ? ORDER BY id LIMIT ?`,
      userId,
    ),
    invitations: paged(
      `SELECT id, orgId, role, createdAt, expiresAt, acceptedAt, revokedAt
         FROM Invite WHERE email = ? AND id > ? ORDER BY id LIMIT ?`,
      email,
    ),
    signInMails: paged(
      'SELECT id, purpose, createdAt, expiresAt, consumedAt FROM LoginToken WHERE email = ? AND id > ? ORDER BY id LIMIT ?',
      email,
    ),
    programs: paged(
      `SELECT id, clientId, orgId, scopes, device, createdAt, lastUsedAt, expiresAt, revokedAt, revokedFor
         FROM OAuthGrant WHERE userId = ? AND id > ? ORDER BY id LIMIT ?`,
      userId,
    ),
    // What programs did for the person stands under the ids of what they were allowed.
    auditEvents: paged(
      `WITH me(id) AS (SELECT ?)
       SELECT id, at, orgId, action, outcome, reason, address, door, userAgent, requestId FROM AuditEvent
        WHERE actor IN (SELECT id FROM me UNION SELECT g.id FROM OAuthGrant g JOIN me ON g.userId = me.id)
          AND id > ? ORDER BY id LIMIT ?`,
      userId,
    ),
    receipts: receiptsOf(rt, userId, orgIds),
  };
}

/** What the person did, as the ledgers of the organisations tell it: what it was about stays each organisation's. */
async function* receiptsOf(rt: Runtime, userId: string, orgIds: readonly string[]): Rows {
  const programs = await rt.tenancy.control.all<{ id: string }>('SELECT id FROM OAuthGrant WHERE userId = ?', [userId]);
  const actors = JSON.stringify([userId, ...programs.map(({ id }) => id)]);
  for (const orgId of orgIds) {
    for (let after = 0; ; ) {
      // Opened for each page, so that a slow reader holds no database.
      const lease = await rt.tenancy.acquire(orgId);
      let rows: { seq: number }[];
      try {
        rows = await lease.db.all(
          `SELECT seq, at, action, subject FROM Receipt
            WHERE actor IN (SELECT value FROM json_each(?)) AND seq > ? ORDER BY seq LIMIT ?`,
          [actors, after, rowsAtOnce],
        );
      } finally {
        lease.release();
      }
      for (const row of rows) yield { organization: orgId, ...row };
      if (rows.length < rowsAtOnce) break;
      after = rows.at(-1)?.seq ?? after;
    }
  }
}

async function* pages(read: (after: string) => Promise<{ id: string }[]>): Rows {
  for (let after = ''; ; ) {
    const rows = await read(after);
    yield* rows;
    if (rows.length < rowsAtOnce) return;
    after = rows.at(-1)?.id ?? after;
  }
}

async function* jsonOf(head: Readonly<Record<string, unknown>>, sections: Readonly<Record<string, Rows>>) {
  yield JSON.stringify(head, null, 2).slice(0, -2);
  for (const [name, rows] of Object.entries(sections)) {
    yield `,\n  ${JSON.stringify(name)}: [`;
    let separator = '\n    ';
    for await (const row of rows) {
      yield separator + JSON.stringify(row);
      separator = ',\n    ';
    }
    yield '\n  ]';
  }
  yield '\n}\n';
}

async function* bytesOf(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let waiting = '';
  for await (const text of texts) {
    waiting += text;
    if (waiting.length < 65_536) continue;
    yield Buffer.from(waiting, 'utf8');
    waiting = '';
  }
  yield Buffer.from(waiting, 'utf8');
}
