import type { BotCheckTrouble } from '../platform/bot-check.ts';
import { repeat } from '../platform/jobs/repeat.ts';
import type { Runtime } from '../runtime.ts';

type Watched = Pick<Runtime, 'alerts' | 'botCheck' | 'clock' | 'log' | 'tenancy'>;

const lookEveryMs = 60_000;
/** A verifier that does not answer for so long is more than a hiccup. */
const lastingMs = 300_000;
/** Trouble that goes on is one more sighting so often. */
const againMs = 3_600_000;
const rule = 'forms.botCheckUnavailable';
const subject = 'turnstile';
const pageSize = 200;

/**
 * Looks each minute whether the bot check does its work, so that people are told once of an outage, not with each form.
 * @returns what ends that.
 */
export function startBotCheckWatch(rt: Watched): () => Promise<void> {
  return repeat(createBotCheckWatch(rt), lookEveryMs, (error) =>
    rt.log.error({ err: error }, 'watching over the bot check failed'),
  );
}

/**
 * One look: trouble that lasts, or that only this installation’s keys can be blamed for, is an alert in every organisation,
 * since the forms of all of them depend on it; it is settled once a token was verified again.
 */
export function createBotCheckWatch(rt: Watched): () => Promise<void> {
  let toldAt: Date | null = null;
  // A process before this one may have told of trouble that is over.
  let settled = false;
  return async () => {
    const { trouble, counts } = rt.botCheck.state();
    const now = rt.clock.now();
    if (trouble === null) {
      if (settled || counts.passed === 0) return;
      await forEachOrganization(rt, (id) => rt.alerts.settle(id, rule, subject));
      settled = true;
      toldAt = null;
      return;
    }
    if (!isLasting(trouble) || (toldAt !== null && now.getTime() - toldAt.getTime() < againMs)) return;
    toldAt = now;
    settled = false;
    const { blame, reason, since } = trouble;
    const detail = { blame, reason, since: since.toISOString() };
    await forEachOrganization(rt, (id) => rt.alerts.raise(id, rule, subject, detail));
  };
}

/** One visitor who got no answer, and nobody after them for a while, is no outage. */
function isLasting({ blame, since, last }: BotCheckTrouble): boolean {
  return blame === 'installation' || last.getTime() - since.getTime() >= lastingMs;
}

/** One that cannot be told keeps no other from being told. */
async function forEachOrganization({ tenancy, log }: Watched, tell: (orgId: string) => Promise<void>): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await tenancy.control.all<{ id: string }>(
      "SELECT id FROM Organization WHERE status = 'active' AND id > ? ORDER BY id LIMIT ?",
      [after, pageSize],
    );
    for (const { id } of rows) {
      await tell(id).catch((error: unknown) => log.warn({ err: error, orgId: id }, 'not told of the bot check'));
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
