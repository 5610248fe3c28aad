import { makeReport } from '#lib/consent/scan/make-report.ts';
import type { PhaseSeenOf } from '#lib/consent/scan/observation.ts';
import { insertScan, type ScanRow } from '#lib/consent/scan/scan-store.ts';
import type { Rules } from '#lib/consent/scan/seen-by-phase.ts';
import { newId } from '#lib/platform/ids.ts';
import { runtime } from '#lib/runtime.ts';
import type { TestOrganization } from './call.ts';
import { askingStorefront } from './consents.ts';

/** A phase of a page on which there is nothing but our banner. */
export function phaseSeen(changes: Partial<PhaseSeenOf> = {}): PhaseSeenOf {
  const button = { width: 160, height: 44, filled: true };
  return {
    phase: 'before',
    end: 'whole',
    status: 200,
    url: 'https://shop.example/',
    acted: changes.phase !== undefined && changes.phase !== 'before',
    banner: {
      kind: 'holdfast',
      accept: { text: 'Accept all', ...button },
      reject: { text: 'Reject all', ...button },
      equal: true,
    },
    choice: null,
    ...{ cookies: [], entries: [], hosts: [], refused: [] },
    ...{ leftOut: 0, popups: 0, dialogs: 0, downloads: 0, requests: 1, bytes: 1_000, milliseconds: 900 },
    ...changes,
  };
}

export const noServices: Rules & { categories: ['functional', 'analytics', 'marketing'] } = {
  services: [],
  categories: ['functional', 'analytics', 'marketing'],
  askAgainDays: 180,
  policy: 'a'.repeat(64),
  installationHost: 'holdfast.example',
};

/** A scan straight into its table, of a page named after the organisation. @returns its id. */
export async function scanIn(
  org: TestOrganization,
  changes: Partial<ScanRow> = {},
  phases: readonly PhaseSeenOf[] = [phaseSeen()],
): Promise<string> {
  const id = newId('scn');
  const storefrontId = changes.storefrontId ?? (await askingStorefront(org)).id;
  const at = runtime().clock.now().toISOString();
  const url = `https://marker-${org.slug}.example/`;
  const scanned = { scan: id, storefront: { id: storefrontId, slug: 'shop' }, url, requestedAt: at, finishedAt: at };
  const { text } = makeReport(scanned, { browser: '153', phases: [...phases] }, noServices);
  const lease = await runtime().tenancy.acquire(org.orgId);
  try {
    await lease.db.write((tx) =>
      insertScan(tx, {
        ...{ id, storefrontId, url, state: 'done', attempts: 1, report: text, error: null },
        ...{ createdBy: org.owner.userId, createdAt: at, finishedAt: at },
        ...changes,
      }),
    );
  } finally {
    lease.release();
  }
  return id;
}

/** One that processes left twice: it fails as soon as it is gone on with. */
export function interruptedScan(org: TestOrganization): Promise<string> {
  return scanIn(org, { state: 'running', attempts: 2, report: null, finishedAt: null });
}

/** What asks for a scan of a page that is there for everybody, where no other goes on and something passes for a browser. */
export async function scanRequest(org: TestOrganization) {
  Object.assign(runtime().env, { CHROMIUM_PATH: process.execPath });
  const lease = await runtime().tenancy.acquire(org.orgId);
  try {
    await lease.db.write((tx) => tx.run('DELETE FROM ConsentScan'));
  } finally {
    lease.release();
  }
  return { storefront: (await askingStorefront(org)).id };
}
