import type { Clock } from '../platform/clock.ts';
import { isHoldfastError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { JobQueue } from '../platform/jobs/job-queue.ts';
import type { Log } from '../platform/log.ts';
import type { Mailer } from '../platform/mail/mailer.ts';
import type { OutboundPolicy } from '../platform/outbound/post-out.ts';
import type { Tenancy, TenantDatabase } from '../tenancy/tenancy.ts';
import { findLiveAlert, replaceAlert } from './alert-store.ts';
import type { AlertDetail, Alerts, DeliveryChannel, OutgoingMessage } from './alerts.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import { findDeliveryOf, insertDelivery } from './delivery-store.ts';
import { alertData } from './message.ts';
import { mailOwedAlert } from './owed-mail.ts';
import { forgetOwedAlert, listOwedAlerts, markOwedMailed, saveOwedAlert } from './owed-store.ts';
import { recordAlert, type Sighting, tellsAnew } from './record-alert.ts';
import { RefusalCounter } from './refusal-counter.ts';
import { type AlertRule, type AlertRuleName, alertRules, isAlertRule, refusalSpike } from './rules.ts';
import { findAlertSettings } from './settings-store.ts';

export interface AlertKeeperOptions {
  readonly tenancy: Tenancy;
  readonly jobs: JobQueue;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly log: Log;
  /** The public origin of this installation. */
  readonly origin: string;
  readonly outbound: OutboundPolicy;
}

/** Long enough for the write that follows; if the process ends in between, the job finds nothing to send. */
const guardSeconds = 10;
/** Alerts that wait for their organisations, looked at in one go. */
const owedMax = 200;

export function createAlerts(options: AlertKeeperOptions): Alerts {
  return new AlertKeeper(options);
}

class AlertKeeper implements Alerts {
  readonly #options: AlertKeeperOptions;
  readonly #refusals = new RefusalCounter();
  readonly #reported = new Set<Promise<void>>();

  constructor(options: AlertKeeperOptions) {
    this.#options = options;
  }

  async raise(orgId: string, rule: AlertRuleName, subject: string, detail: AlertDetail): Promise<void> {
    const { tenancy, clock, log } = this.#options;
    const sighting: Sighting = { rule, subject, detail: JSON.stringify(detail), at: clock.now() };
    log.warn({ orgId, rule, subject, detail }, 'an alert was raised');
    try {
      await this.#keep(orgId, sighting);
    } catch (error) {
      if (isHoldfastError(error) && error.code === 'not_found') return;
      log.error({ err: error, orgId, rule }, 'an alert waits for the database of its organisation');
      const owed = { orgId, rule, subject, detail: sighting.detail, at: sighting.at.toISOString() };
      await tenancy.control
        .write((tx) => saveOwedAlert(tx, owed))
        .catch((failure: unknown) => log.error({ err: failure, orgId, rule, subject }, 'an alert could not be kept'));
    }
  }

  report(orgId: string, rule: AlertRuleName, subject: string, detail: AlertDetail): void {
    const raised: Promise<void> = this.raise(orgId, rule, subject, detail).finally(() => this.#reported.delete(raised));
    this.#reported.add(raised);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#reported);
  }

  async settle(orgId: string, rule: AlertRuleName, subject: string): Promise<void> {
    await this.#withDatabase(orgId, async (db) => {
      // Looked at without a write first: most of the time there is nothing to settle.
      if ((await findLiveAlert(db, rule, subject)) === undefined) return;
      const resolvedAt = this.#options.clock.now().toISOString();
      await db.write(async (tx) => {
        const live = await findLiveAlert(tx, rule, subject);
        if (live) await replaceAlert(tx, { ...live, state: 'resolved', resolvedAt, resolvedBy: 'system' });
      });
    });
  }

  noteRefusal(orgId: string): void {
    const refusals = this.#refusals.add(orgId, this.#options.clock.now().getTime());
    if (refusals === null) return;
    const { windowSeconds } = refusalSpike;
    // Nobody who is turned away waits for it.
    this.report(orgId, 'auth.refusalSpike', 'calls', { refusals, windowSeconds });
  }

  async send(orgId: string, messages: readonly OutgoingMessage[]): Promise<void> {
    const { clock } = this.#options;
    await this.#withDatabase(orgId, async (db) => {
      for (const message of messages) {
        const known = await findDeliveryOf(db, message);
        if (known !== undefined) {
          // It may be that the process ended before its job was asked for.
          if (known.state === 'waiting') await this.#askFor(orgId, known.id, 0);
          continue;
        }
        const row = waiting(message, newId('dlv'), clock.now());
        await this.#askFor(orgId, row.id, guardSeconds);
        // A crash before this commits leaves a job that finds nothing; after it, the job that sends it.
        await db.write((tx) => insertDelivery(tx, row));
        await this.#askFor(orgId, row.id, 0);
      }
    });
  }

  async deliver(orgId: string, deliveryId: string): Promise<{ done: boolean; delaySeconds?: number }> {
    return this.#withDatabase(orgId, async (db) => {
      const { progress, failed, sent } = await attemptDelivery(this.#options, orgId, db, deliveryId);
      const event = failed?.event ?? sent?.event;
      const rule: AlertRuleName = event === 'ledger.checkpoint' ? 'ledger.deliveryFailed' : 'alerts.deliveryFailed';
      if (sent !== undefined) await this.settle(orgId, rule, sent.channel);
      if (failed !== undefined) {
        const { channel, attempts, lastError } = failed;
        await this.raise(orgId, rule, channel, { event: failed.event, attempts, lastError });
      }
      return progress;
    });
  }

  async settleOwed(): Promise<void> {
    const { tenancy, clock, log } = this.#options;
    for (const owed of await listOwedAlerts(tenancy.control, owedMax)) {
      const { orgId, rule, subject, detail } = owed;
      try {
        if (isAlertRule(rule)) await this.#keep(orgId, { rule, subject, detail, at: new Date(owed.at) });
        // A crash before this tells of it once more, as one more sighting.
        await tenancy.control.write((tx) => forgetOwedAlert(tx, owed));
      } catch (error) {
        if (owed.mailedAt !== null) continue;
        log.warn({ err: error, orgId, rule }, 'an alert still waits for the database of its organisation');
        if (await mailOwedAlert(this.#options, owed)) {
          await tenancy.control.write((tx) => markOwedMailed(tx, owed, clock.now().toISOString()));
        }
      }
    }
  }

  async #keep(orgId: string, sighting: Sighting): Promise<void> {
    const channels = await this.#channelsFor(orgId, sighting);
    await this.#withDatabase(orgId, async (db) => {
      const outgoing = channels.map((channel) => ({ channel, id: newId('dlv') }));
      const live = await findLiveAlert(db, sighting.rule, sighting.subject);
      if (tellsAnew(live, sighting)) {
        for (const { id } of outgoing) await this.#askFor(orgId, id, guardSeconds);
      }
      // Alert and messages are one commit. A crash after it leaves the jobs that were asked for before it.
      const told = await db.write(async (tx) => {
        const recorded = await recordAlert(tx, sighting);
        if (!recorded.told) return false;
        const { id: subject } = recorded.alert;
        for (const { channel, id } of outgoing) {
          const message = {
            event: 'alert.raised',
            channel,
            subject,
            data: { ...alertData(orgId, recorded.alert) },
          } as const;
          await insertDelivery(tx, waiting(message, id, sighting.at));
        }
        return true;
      });
      if (told) for (const { id } of outgoing) await this.#askFor(orgId, id, 0);
    });
  }

  async #channelsFor(orgId: string, { rule, subject }: Sighting): Promise<DeliveryChannel[]> {
    const settings = await findAlertSettings(this.#options.tenancy.control, orgId);
    const row: AlertRule = alertRules[rule];
    const channels: DeliveryChannel[] = [];
    if (settings.mailTo !== 'nobody' || row.ownersHear === 'always') channels.push('mail');
    if (settings.webhookUrl !== null) channels.push('webhook');
    return channels.filter((channel) => row.subjectIsChannel !== true || channel !== subject);
  }

  #askFor(orgId: string, deliveryId: string, delaySeconds: number): Promise<void> {
    const job = { kind: 'alerts.deliver', orgId, subject: deliveryId, actor: 'system' };
    return this.#options.jobs.enqueue(job, { delaySeconds });
  }

  async #withDatabase<T>(orgId: string, work: (db: TenantDatabase) => Promise<T>): Promise<T> {
    const lease = await this.#options.tenancy.acquire(orgId);
    try {
      return await work(lease.db);
    } finally {
      lease.release();
    }
  }
}

function waiting({ channel, event, subject, data }: OutgoingMessage, id: string, now: Date) {
  const at = now.toISOString();
  const body = JSON.stringify({ type: event, timestamp: at, data });
  return {
    ...{ id, channel, event, subject, body },
    ...{ state: 'waiting', attempts: 0, lastError: null, dueAt: at, createdAt: at, endedAt: null },
  };
}
