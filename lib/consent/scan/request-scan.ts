import { operation } from '../../access/operation.ts';
import { isoAfter } from '../../platform/clock.ts';
import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { requireStorefront } from '../settings-of.ts';
import { presentScan } from './present.ts';
import { countScans, insertScan, lostBefore, type ScanRow } from './scan-store.ts';
import { scanTarget } from './scan-target.ts';
import { RequestScan, Scan, scansADayMax } from './schema.ts';

/** The operation that the job runs. */
const jobKind = 'consentScans.run';
/** Long enough for the write that follows; if the process ends in between, the job finds no scan. */
const guardSeconds = 5;
const daySeconds = 86_400;

/** CLAIMS G5: what a page does before, after and without consent, as a browser sees it. */
export const requestScan = operation({
  name: 'consentScans.request',
  title: 'Scan a page',
  description:
    'A browser opens the page as visitors who were never there, and rejects, accepts and withdraws. It is done in the background; read the scan to see how far it is. One at a time, 24 a day. Nothing that it chooses is recorded.',
  http: 'POST /consent-scans',
  permission: 'storefronts:write',
  feature: undefined,
  limits: ['api.general', 'consentScans.request'],
  input: RequestScan,
  output: Scan,
  writes: true,
  refuses: ['conflict'],
  status: 201,
  location: (scan) => `/consent-scans/${scan.id}`,
  run: async (ctx, { storefront, url }) => {
    const target = await scanTarget(ctx, await requireStorefront(ctx.db, storefront), url);
    const { problem } = await ctx.services.scanner.browser();
    if (problem !== null) throw fail('conflict', { message: problem });
    const now = ctx.now();
    const row: ScanRow = {
      id: newId('scn'),
      storefrontId: storefront,
      url: target,
      state: 'queued',
      attempts: 0,
      report: null,
      error: null,
      createdBy: ctx.actor,
      createdAt: now.toISOString(),
      finishedAt: null,
    };
    const job = { kind: jobKind, orgId: ctx.org.id, subject: row.id, actor: ctx.actor };
    await ctx.services.jobs.enqueue(job, { delaySeconds: guardSeconds });
    const answer = await ctx.writeAnswer(
      { action: 'consentScan.requested', subject: row.id, detail: { storefront, url: target } },
      async (tx) => {
        const since = { lost: lostBefore(now), day: isoAfter(now, -daySeconds) };
        const { underWay, recent } = await countScans(tx, since);
        if (underWay > 0) throw fail('conflict', { message: 'A scan is under way. Wait until it has ended.' });
        if (recent >= scansADayMax) {
          throw fail('conflict', { message: `${scansADayMax} scans were made within a day. Try again later.` });
        }
        await insertScan(tx, row);
        return row;
      },
      (made) => presentScan(made, { phase: null, lost: '' }, null),
    );
    await ctx.services.jobs.enqueue(job);
    return answer;
  },
});
