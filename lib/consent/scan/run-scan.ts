import { operation } from '../../access/operation.ts';
import { sha256 } from '../../platform/crypto/digest.ts';
import { toHoldfastError } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { readStoredConsent } from '../policy.ts';
import { type ConsentStorefrontRow, findConsentStorefront } from '../policy-store.ts';
import { consentDefaults } from '../schema.ts';
import { makeReport } from './make-report.ts';
import type { WalkSeenOf } from './observation.ts';
import { lostReason } from './present.ts';
import { findScanRow, lostBefore, readScanRow, replaceScan, type ScanRow } from './scan-store.ts';
import { loopbackPorts } from './scan-target.ts';
import { ScanId, ScanProgress } from './schema.ts';
import type { WalkOutcome } from './walk-process.ts';

/** Begun so often, a scan that did not come to its end has failed. */
const attemptsMax = 2;
/** How long the job rests while the browser walks beside it. */
const restSeconds = 1;
/** How long a scan waits for its turn. */
const turnSeconds = 3;

/**
 * Crash order: that it is begun is durable before a browser starts, with how often that makes it. A process that dies leaves no
 * browser; the next one begins once more, and then no more. The report, its digest's receipt and the end are one write.
 */
export const runScan = operation({
  name: 'consentScans.run',
  title: 'Go on with a scan',
  description: 'Run by the job queue until it is done. Each run waits a moment for the browser beside it.',
  permission: 'storefronts:write',
  feature: undefined,
  limits: [],
  input: ScanId,
  output: ScanProgress,
  writes: true,
  run: async (ctx, { id }) => {
    const row = await findScanRow(ctx.db, id);
    const { scanner, log } = ctx.services;
    // Not asked for after all (its process ended before that), deleted with its storefront, or at its end.
    if (row === undefined || (row.state !== 'queued' && row.state !== 'running')) {
      await scanner.drop(id);
      return { done: true };
    }
    if (!scanner.knows(id)) {
      if (row.createdAt <= lostBefore(ctx.now())) return failScan(ctx, id, lostReason);
      if (!scanner.hasRoom()) return { done: false, delaySeconds: turnSeconds };
      if (row.attempts >= attemptsMax) return failScan(ctx, id, 'It was interrupted twice.');
      await begin(ctx, id);
    }
    let outcome: WalkOutcome | null;
    try {
      const job = { kind: 'consentScans.run', orgId: ctx.org.id, subject: id, actor: ctx.actor };
      outcome = await scanner.walk({ id, url: row.url, loopbackPorts: loopbackPorts(ctx.services, row.url), job });
    } catch (error) {
      const { code, publicMessage } = toHoldfastError(error);
      if (code === 'shutting_down') throw error;
      log.error({ err: error, scan: id }, 'a scan could not begin');
      return failScan(ctx, id, code === 'conflict' ? publicMessage : 'The browser could not be started.');
    }
    if (outcome === null) return { done: false, delaySeconds: restSeconds };
    if ('failed' in outcome) {
      // Once more, at once: what made a browser break off may be gone.
      const { attempts } = await readScanRow(ctx.db, id);
      return attempts < attemptsMax ? { done: false } : failScan(ctx, id, 'The browser broke off twice.');
    }
    return finishScan(ctx, id, outcome.seen);
  },
});

async function begin(ctx: TenantContext, id: string): Promise<void> {
  await ctx.write(
    (after: ScanRow) => ({ action: 'consentScan.started', subject: id, detail: { attempt: after.attempts } }),
    async (tx) => {
      const before = await readScanRow(tx, id);
      const after: ScanRow = { ...before, state: 'running', attempts: before.attempts + 1 };
      await replaceScan(tx, after);
      return after;
    },
  );
}

async function finishScan(ctx: TenantContext, id: string, seen: WalkSeenOf): Promise<{ done: true }> {
  const [first] = seen.phases;
  if (first === undefined || first.end === 'unreachable') {
    const isRefused = (first?.refused.length ?? 0) > 0;
    return failScan(ctx, id, isRefused ? 'The page is at no public address.' : 'The page could not be opened.');
  }
  const { storefrontId } = await readScanRow(ctx.db, id);
  const storefront = await findConsentStorefront(ctx.db, storefrontId);
  if (storefront === undefined) return failScan(ctx, id, 'The storefront was deleted meanwhile.');
  await ctx.write(
    ({ text, counts }: Awaited<ReturnType<typeof keepReport>>) => ({
      action: 'consentScan.finished',
      subject: id,
      detail: { sha256: sha256(text).toString('hex'), bytes: Buffer.byteLength(text), ...counts },
    }),
    (tx) => keepReport(ctx, tx, { id, storefront, seen }),
  );
  return { done: true };
}

type Tx = Parameters<Parameters<TenantContext['write']>[1]>[0];

async function keepReport(
  ctx: TenantContext,
  tx: Tx,
  { id, storefront, seen }: { id: string; storefront: ConsentStorefrontRow; seen: WalkSeenOf },
) {
  const before = await readScanRow(tx, id);
  const { draft, published } = readStoredConsent(storefront.consent);
  const { services, askAgainDays, categories } = published ?? draft ?? consentDefaults;
  const finishedAt = ctx.now().toISOString();
  const { report, text } = makeReport(
    {
      scan: id,
      storefront: { id: storefront.id, slug: storefront.slug },
      url: before.url,
      requestedAt: before.createdAt,
      finishedAt,
    },
    seen,
    {
      services,
      askAgainDays,
      categories,
      policy: storefront.policy,
      installationHost: new URL(ctx.services.origin).hostname,
    },
  );
  await replaceScan(tx, { ...before, state: 'done', report: text, finishedAt });
  return { text, counts: report.counts };
}

async function failScan(ctx: TenantContext, id: string, reason: string): Promise<{ done: true }> {
  await ctx.write({ action: 'consentScan.failed', subject: id, detail: { reason } }, async (tx) => {
    const before = await readScanRow(tx, id);
    await replaceScan(tx, { ...before, state: 'failed', error: reason, finishedAt: ctx.now().toISOString() });
  });
  return { done: true };
}
