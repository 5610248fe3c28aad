import type { JobProgress } from '../platform/jobs/job-queue.ts';
import type { AlertRuleName } from './rules.ts';

/** What an alert says beside its rule: opaque ids, counts, fixed words. Nothing personal, no secrets. */
export type AlertDetail = Readonly<Record<string, string | number | null>>;

export const deliveryChannels = ['mail', 'webhook'] as const;

export type DeliveryChannel = (typeof deliveryChannels)[number];

/** A message that is to leave, once, for each event, subject and channel. */
export interface OutgoingMessage {
  readonly event: OutgoingEvent;
  readonly channel: DeliveryChannel;
  readonly subject: string;
  /** Members of `data` in the message; plain JSON. */
  readonly data: Readonly<Record<string, unknown>>;
}

export type OutgoingEvent = 'alert.raised' | 'ledger.checkpoint';

/** Notices what somebody should look at, and tells them. One per process. */
export interface Alerts {
  /**
   * Afterwards the alert is durable: as one more sighting of the open one of that rule and subject, or as a new one, and
   * whoever is to be told of it will be, also if the process ends now. Where the organisation's database cannot be written,
   * it is kept in the control database, its owners are mailed, and it moves over as soon as that can be done.
   *
   * Never throws: what raises an alert has worse to tell. Not to be called inside a write: it writes itself.
   */
  raise(orgId: string, rule: AlertRuleName, subject: string, detail: AlertDetail): Promise<void>;
  /** Resolves the open alert of that rule and subject, because what it told of is over. Nothing happens if there is none. */
  settle(orgId: string, rule: AlertRuleName, subject: string): Promise<void>;
  /** Counts a call that was turned away; too many in a short time raise an alert. */
  noteRefusal(orgId: string): void;
  /**
   * Afterwards each message is durable and will be tried until it is taken or was tried too often. One that was sent
   * or waits already, by event, subject and channel, is not sent again.
   * @throws what keeps it from being written.
   */
  send(orgId: string, messages: readonly OutgoingMessage[]): Promise<void>;
  /** One attempt at a message that is due. For the job of that message. */
  deliver(orgId: string, deliveryId: string): Promise<JobProgress>;
  /** Moves alerts over that waited for their organisation's database, and mails owners of those that still wait. */
  settleOwed(): Promise<void>;
  /** Like {@link raise}, for those who do not wait for it. */
  report(orgId: string, rule: AlertRuleName, subject: string, detail: AlertDetail): void;
  /** Afterwards everything that was reported is durable, as far as that could be done. */
  stop(): Promise<void>;
}
