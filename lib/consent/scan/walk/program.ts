/**
 * A process of its own that walks one site: what a site sends is read here, where there is no key and no database. It is told
 * what to do by the process that started it, and ends with it.
 */
import { chromium } from 'playwright';
import { killGroup } from '../process-group.ts';
import type { WalkNews, WalkOrder } from './job.ts';
import { walkSite } from './walk-site.ts';

let browserPid = 0;

function tell(news: WalkNews): Promise<void> {
  if (news.kind === 'browser') browserPid = news.pid;
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else process.send(news, () => resolve());
  });
}

async function obey(order: WalkOrder): Promise<void> {
  try {
    if (order.kind === 'locate') await tell({ kind: 'located', path: chromium.executablePath() });
    else await tell({ kind: 'seen', seen: await walkSite(order.job, (news) => void tell(news)) });
  } catch (error) {
    await tell({ kind: 'failed', reason: error instanceof Error ? error.message.slice(0, 2_000) : 'unknown' });
  }
  process.exit();
}

process.once('message', (order) => void obey(order as WalkOrder));
process.once('disconnect', () => {
  killGroup(browserPid);
  process.exit();
});
