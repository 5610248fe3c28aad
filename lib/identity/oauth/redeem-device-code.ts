import { isoAfter } from '../../platform/clock.ts';
import { sha256 } from '../../platform/crypto/digest.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { type DeviceCodeRow, findDeviceCode, moveDeviceCode, notePoll } from './device-store.ts';
import { endGrants } from './end-grants.ts';
import { findGrant, startGrant } from './grant-store.ts';
import {
  dead,
  issueTokens,
  type RefusedTokens,
  type TokenAsking,
  type TokenOutcome,
  usableOrDead,
} from './issue-tokens.ts';
import { type OAuthRefusal, pollSeconds, refuse } from './protocol.ts';

/**
 * A device asks whether somebody has allowed it yet; once, when they have, it gets tokens. Whoever asks more often than
 * agreed has to wait longer each time. RFC 8628, section 3.5.
 */
export async function redeemDeviceCode(tx: SqlWriter, deviceCode: string, asking: TokenAsking): Promise<TokenOutcome> {
  const { now } = asking;
  const deviceHash = sha256(deviceCode);
  const row = await findDeviceCode(tx, deviceHash);
  if (row === undefined || row.clientId !== asking.clientId) return dead('device_unknown', null);
  if (row.state === 'used') {
    // Shown again after its tokens were given: it is in two hands.
    const id = row.grantId ?? '';
    const ended = await endGrants(tx, { id }, { why: 'replay', actor: 'system', at: now });
    return dead('device_replayed', (await findGrant(tx, id)) ?? null, ended.length > 0);
  }
  if (row.expiresAt <= now.toISOString()) {
    return told(refuse('expired_token', 'nobody allowed it in time'), 'device_expired');
  }
  if (row.state === 'denied') return told(refuse('access_denied', 'the person does not allow it'), 'device_denied');
  const early = asksTooSoon(row, now);
  const intervalSeconds = row.intervalSeconds + (early ? pollSeconds : 0);
  await notePoll(tx, deviceHash, { at: now.toISOString(), intervalSeconds });
  if (early) return told(refuse('slow_down', `ask every ${intervalSeconds} seconds`), null);
  if (row.state === 'pending' || row.grantId === null) {
    return told(refuse('authorization_pending', 'nobody has decided yet'), null);
  }
  const usable = await usableOrDead(tx, row.grantId, now);
  if (usable.kind === 'refused') return usable;
  await moveDeviceCode(tx, deviceHash, { from: 'approved', to: 'used' });
  const grantEnd = isoAfter(now, asking.env.OAUTH_GRANT_SECONDS);
  await startGrant(tx, row.grantId, grantEnd, asking.device);
  return issueTokens(tx, usable.grant, asking, { grantEnd });
}

function told(refusal: OAuthRefusal, reason: RefusedTokens['reason']): RefusedTokens {
  return { kind: 'refused', refusal, reason, grant: null };
}

function asksTooSoon({ lastPolledAt, intervalSeconds }: DeviceCodeRow, now: Date): boolean {
  if (lastPolledAt === null) return false;
  const waitedMs = now.getTime() - Date.parse(lastPolledAt);
  // A clock that was set back lets nobody ask more often, and keeps nobody waiting for as long as that.
  return waitedMs >= 0 && waitedMs < intervalSeconds * 1_000;
}
