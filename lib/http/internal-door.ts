import { readLimiterReport } from '../internal/read-limiter.ts';
import { metricsContentType, readMetrics } from '../internal/read-metrics.ts';
import { readMigrationState } from '../internal/read-migrations.ts';
import { addressBlock } from '../platform/address.ts';
import { inBlocks } from '../platform/address-blocks.ts';
import { equalBytes, sha256 } from '../platform/crypto/digest.ts';
import { internalBlocks } from '../platform/env.ts';
import { toHoldfastError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { type Runtime, runtime } from '../runtime.ts';
import { jsonAnswer, problemAnswer, textAnswer } from './answers.ts';
import type { ApiAnswer, ApiRequest, Peer } from './api-message.ts';

/** What stands below `/internal/`, for whoever runs the installation. CLAIMS E10. */
const reports = {
  metrics: async (rt, id) => textAnswer(metricsContentType, await readMetrics(rt), id),
  migrations: async (rt, id) => jsonAnswer(200, await readMigrationState(rt), id),
  limiter: async (rt, id) => jsonAnswer(200, readLimiterReport(rt), id),
} as const satisfies Record<string, (rt: Runtime, id: [readonly ['x-request-id', string]]) => Promise<ApiAnswer>>;

type Report = keyof typeof reports;

const base = '/internal';

/** Calls of one kind from one address are noted once in so long: a scrape every few seconds is no story. */
const noteSeconds = 60;

/** Answers an internal call, or null: then the host answers as though there were nothing. */
export type InternalDoor = (request: ApiRequest, peer: Peer) => Promise<ApiAnswer | null>;

/**
 * Answers a call from a configured address (`INTERNAL_ADDRESSES`) that also brings the key (`INTERNAL_API_KEY`, as a
 * bearer token). Null for every other call, whatever it lacks: the host then answers as it answers any path at which there
 * is nothing. Both kinds are noted in the audit log, once a minute for each address and outcome. CLAIMS E10, R3.
 */
export const internalAnswer: InternalDoor = async (request, peer) => {
  const rt = runtime();
  const requestId = newId('req');
  const report = reportAt(request.target);
  // Both are looked at, whatever the other says: nothing about one can be learned by the other's time.
  const fromInside = inBlocks(peer.address, internalBlocks(rt.env));
  const holdsKey = equalBytes(sha256(bearerToken(request)), sha256(rt.secrets.internalApiKey));
  const reason = refusalOf({ fromInside, holdsKey, known: report !== null, reads: isRead(request.method) });
  const at = { address: peer.address, requestId };
  if (reason !== null || report === null) {
    await noteRefused(rt, at, reason ?? 'unknown_path');
    return null;
  }
  const id: [readonly ['x-request-id', string]] = [['x-request-id', requestId]];
  try {
    await noteCall(rt, at, report);
    const answer = await reports[report](rt, id);
    return request.method === 'HEAD' ? { ...answer, body: null } : answer;
  } catch (error) {
    const failure = toHoldfastError(error);
    rt.log.error({ requestId, report, err: error }, 'internal report');
    return problemAnswer(failure, requestId, id);
  }
};

function reportAt(target: string): Report | null {
  const name = target.split('?', 1)[0]?.slice(base.length + 1) ?? '';
  return Object.hasOwn(reports, name) ? (name as Report) : null;
}

function bearerToken(request: ApiRequest): string {
  return /^Bearer +(\S+)$/i.exec(request.header('authorization')?.trim() ?? '')?.[1] ?? '';
}

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD';

interface Judged {
  readonly fromInside: boolean;
  readonly holdsKey: boolean;
  readonly known: boolean;
  readonly reads: boolean;
}

function refusalOf({ fromInside, holdsKey, known, reads }: Judged): string | null {
  // The right key from elsewhere is one that has leaked.
  if (!fromInside) return holdsKey ? 'foreign_address' : 'foreign_address_wrong_key';
  if (!holdsKey) return 'wrong_key';
  if (!known) return 'unknown_path';
  return reads ? null : 'method';
}

interface CallPlace {
  readonly address: string;
  readonly requestId: string;
}

/** The call was refused whether it could be noted or not; what keeps it from being noted goes to the log. */
async function noteRefused(rt: Runtime, { address, requestId }: CallPlace, reason: string): Promise<void> {
  const per = { key: `internal refused ${reason} ${addressBlock(address)}`, windowSeconds: noteSeconds };
  const event = {
    action: 'internal.call',
    outcome: 'refused',
    reason,
    address,
    requestId,
    at: rt.clock.now(),
  } as const;
  try {
    await rt.audit.recordOnce(event, per);
  } catch (error) {
    rt.log.error({ err: error, requestId, reason }, 'a refused internal call was not noted');
  }
}

async function noteCall(rt: Runtime, { address, requestId }: CallPlace, report: Report): Promise<void> {
  const per = { key: `internal ok ${report} ${address}`, windowSeconds: noteSeconds };
  const detail = { report };
  const event = { action: 'internal.call', outcome: 'ok', address, requestId, at: rt.clock.now(), detail } as const;
  await rt.audit.recordOnce(event, per);
}
