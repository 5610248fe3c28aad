import { eraseChoicesAgain } from './consent/erase-again.ts';
import { eraseAccountAgain } from './identity/account/finish-erasures.ts';
import { isHoldfastError } from './platform/errors.ts';
import { eraseOrganizationAgain, recallCertificates } from './privacy/erasure/erase-again.ts';
import { eraseAgain as erasePersonsAgain } from './privacy/persons/erase-again.ts';
import type { Runtime } from './runtime.ts';
import { quarantine } from './tenancy/placement.ts';
import type { Tombstone } from './tenancy/tombstones.ts';

/**
 * Erases again whatever a restore, or somebody's hand, brought back: organisations, accounts, people. Run at every start,
 * before anybody is served, and after a restore of one organisation. Where nothing came back it is a few look-ups. CLAIMS G3.
 *
 * @param options.place whether where backups are kept is asked too: what it knows and this folder does not, a folder that
 * was put together by hand forgot. A place that does not answer is told of by the log, and keeps nothing from starting.
 * @throws what keeps something from being erased again: then nothing may be served.
 */
export async function eraseAgain(rt: Runtime, options: { readonly place: boolean }): Promise<void> {
  const known = await rt.tombstones.recall();
  const learned = options.place ? await learn(rt, known) : [];
  const stones = [...known, ...learned];
  await recallCertificates(rt);
  for (const { subject } of stones.filter(({ kind }) => kind === 'organization')) {
    const back = await rt.tenancy.control.get('SELECT 1 AS one FROM Organization WHERE id = ?', [subject]);
    if (back === undefined) continue;
    rt.log.warn({ orgId: subject }, 'an organisation that was erased had come back; it is erased again');
    await eraseOrganizationAgain(rt, subject);
  }
  for (const { subject } of stones.filter(({ kind }) => kind === 'account')) {
    if (await eraseAccountAgain(rt, subject))
      rt.log.warn({ subject }, 'an account that had come back was erased again');
  }
  const orgIds: ReadonlySet<string> = new Set(
    stones.flatMap(({ kind, orgId }) => (isPerson(kind) && orgId !== null ? [orgId] : [])),
  );
  for (const orgId of orgIds) {
    try {
      await erasePeopleAgain(rt, orgId, stones);
    } catch (error) {
      // Nobody may see them, so nobody is let in there; the next start tries again. It is no reason to serve nobody else.
      rt.log.error({ err: error, orgId }, 'people who had come back could not be erased again: it is set aside');
      const reason = 'people who were erased had come back, and could not be erased again';
      await rt.tenancy.control.write((tx) => quarantine(tx, orgId, reason, rt.clock.now()));
      // As long as this process lives, whoever finds the database itself in order and releases it.
      await rt.tenancy.shut(orgId, 0);
    }
  }
}

/** The people of one organisation alone. */
export async function eraseAgainIn(rt: Runtime, orgId: string): Promise<void> {
  await erasePeopleAgain(rt, orgId, await rt.tombstones.recall());
}

async function learn(rt: Runtime, known: readonly Tombstone[]): Promise<readonly Tombstone[]> {
  try {
    const learned = await rt.backups.tombstones(known);
    await rt.tombstones.learn(learned);
    return learned;
  } catch (error) {
    rt.log.error({ err: error }, 'where backups are kept does not say what was erased');
    return [];
  }
}

function isPerson(kind: Tombstone['kind']): kind is 'contact' | 'visitor' {
  return kind === 'contact' || kind === 'visitor';
}

async function erasePeopleAgain(rt: Runtime, orgId: string, stones: readonly Tombstone[]): Promise<void> {
  const own = stones.flatMap(({ kind, subject, orgId: of }) =>
    isPerson(kind) && of === orgId ? [{ kind, subject }] : [],
  );
  if (own.length === 0) return;
  const row = await rt.tenancy.control.get<{ state: string }>('SELECT state FROM Placement WHERE orgId = ?', [orgId]);
  // Gone, or set aside: nobody reads it before it is put back, which comes here again.
  if (row === undefined || row.state === 'quarantined') return;
  const visitors = own.filter(({ kind }) => kind === 'visitor').map(({ subject }) => subject);
  const erase = async () => (await erasePersonsAgain(rt, orgId, own)) + (await eraseChoicesAgain(rt, orgId, visitors));
  const count = await erase().catch((error: unknown) => {
    if (isHoldfastError(error) && error.code === 'tenant_unavailable') return 0;
    throw error;
  });
  if (count > 0) rt.log.warn({ orgId, people: count }, 'people who were erased had come back; they are erased again');
}
