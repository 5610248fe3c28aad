import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { consentScript } from '#lib/consent/generated/consent-script.ts';
import { formScript } from '#lib/storefronts/generated/form-script.ts';
import { shownShop } from '../e2e/support/shown-shop.ts';
import { startOwnServer } from '../support/api-hosts.ts';
import { launchBrowser } from '../support/browser.ts';
import { createTestOrganization } from '../support/call.ts';
import { freePort } from '../support/free-port.ts';
import { createTestRuntime } from '../support/test-runtime.ts';
import type { LoadJob } from './load.ts';
import { quantile, report, rounded } from './report.ts';
import { runLoad } from './run-load.ts';

/**
 * What a storefront's public page costs: requests a second beside a plain node:http server that sends the same bytes, its
 * weight, and how soon and how still it stands. Server and load are processes of their own, everything on one machine.
 */
const requests = 4_000;
const rounds = 5;
const visits = 10;

const port = await freePort();
const rt = await createTestRuntime({ env: { PORT: port } });
const server = await startOwnServer(rt, { port });
const { slug } = await shownShop(await createTestOrganization('Acme'), 'nordlicht');
const path = `/s/${slug}`;
const { text } = await server.send({ path });
const floor = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8').end(text);
});
floor.listen(0, '127.0.0.1');
await once(floor, 'listening');
const browser = await launchBrowser();

try {
  report('weight of a page with hero, four cards, frame and form', {
    pageBytes: Buffer.byteLength(text),
    pageGzipBytes: gzipSync(text).byteLength,
    scriptBytes: Buffer.byteLength(consentScript) + Buffer.byteLength(formScript),
    scriptGzipBytes: gzipSync(consentScript, { level: 9 }).byteLength + gzipSync(formScript, { level: 9 }).byteLength,
  });
  const job: Omit<LoadJob, 'port' | 'path'> = {
    ...{ host: '127.0.0.1', concurrency: 16, requests, secondsMax: 60, method: 'GET', spread: 1, keys: [] },
    statusWanted: 200,
  };
  await runLoad({ ...job, port, path, requests: 500 });
  const ratios: { ours: number; floor: number; p99Ms: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const least = await runLoad({ ...job, port: (floor.address() as AddressInfo).port, path: '/' });
    const ours = await runLoad({ ...job, port, path });
    ratios.push({ ours: ours.perSecond, floor: least.perSecond, p99Ms: ours.p99Ms });
  }
  const middle = ratios.toSorted((a, b) => a.ours / a.floor - b.ours / b.floor)[Math.floor(rounds / 2)];
  report('public page, against plain node:http that sends the same bytes', {
    perSecond: rounded(middle?.ours ?? 0),
    floorPerSecond: rounded(middle?.floor ?? 0),
    ratio: rounded((middle?.ours ?? 0) / (middle?.floor ?? 1)),
    p99Ms: rounded(middle?.p99Ms ?? 0),
  });

  const paintMs: number[] = [];
  let shift = 0;
  for (let visit = 0; visit < visits; visit += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      const held = window as unknown as { shift: number };
      held.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) held.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`${rt.origin}${path}`);
    await page.getByRole('button', { name: 'Accept all' }).waitFor();
    const seen = await page.evaluate(() => ({
      shift: (window as unknown as { shift: number }).shift,
      paintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    }));
    paintMs.push(seen.paintMs);
    shift = Math.max(shift, seen.shift);
    await context.close();
  }
  report('first visit in a browser', {
    visits,
    firstPaintP50Ms: rounded(quantile(Float64Array.from(paintMs).sort(), 0.5)),
    layoutShiftMax: shift,
  });
} finally {
  await browser.close();
  floor.close();
  await server.close();
  await rt.close();
}
