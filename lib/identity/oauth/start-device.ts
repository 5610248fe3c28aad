import type { z } from 'zod';
import { publicOperation } from '../../access/operation.ts';
import { isoAfter } from '../../platform/clock.ts';
import { randomToken, sha256 } from '../../platform/crypto/digest.ts';
import { fail } from '../../platform/errors.ts';
import { visibleText } from '../../platform/visible-text.ts';
import { findClient } from './clients.ts';
import { insertDeviceCode } from './device-store.ts';
import { forgetEnded } from './grant-store.ts';
import { deviceCodeSeconds, keepEndedSeconds, oauthPaths, pollSeconds } from './protocol.ts';
import { DeviceStarted, StartDevice } from './schema.ts';
import { bothHold, requestedScopes } from './scopes.ts';
import { hashUserCode, newUserCode, shownUserCode } from './user-code.ts';

type Answer = z.output<typeof DeviceStarted>;

/**
 * The device authorization endpoint (RFC 8628, section 3.1): a device without a browser asks for a code that its person types
 * elsewhere. No address is answered that has the code in it: nobody allows anything by following a link.
 */
export const startDevice = publicOperation({
  name: 'oauth.startDevice',
  title: 'Ask for a code for a device',
  limits: ['oauth.device'],
  input: StartDevice,
  output: DeviceStarted,
  writes: true,
  run: async (ctx, { client_id: clientId, scope }): Promise<Answer> => {
    const no = (error: string, description: string): Answer => ({ kind: 'refused', error, description });
    if (clientId === undefined) return no('invalid_request', 'client_id is missing');
    const client = await findClient(ctx.control, clientId);
    if (client === null) return no('invalid_client', 'unknown client');
    if (!client.deviceFlow) return no('unauthorized_client', 'the client is not registered for this');
    const scopes = requestedScopes(scope, client.scopes);
    if (scopes === null || bothHold(scopes, client.scopes).length < scopes.length) {
      return no('invalid_scope', 'unknown scope, or one that the client is not registered for');
    }
    const now = ctx.now();
    const { userAgent } = ctx.request;
    const deviceCode = randomToken();
    const userCode = await ctx.control.write(async (tx) => {
      await forgetEnded(tx, {
        grants: isoAfter(now, -keepEndedSeconds),
        codes: isoAfter(now, -deviceCodeSeconds),
      });
      for (let tries = 0; tries < 10; tries += 1) {
        const code = newUserCode();
        const made = await insertDeviceCode(tx, {
          ...{ deviceHash: sha256(deviceCode), userCodeHash: hashUserCode(ctx.services.secrets.authSecret, code) },
          ...{ clientId, scopes: JSON.stringify(scopes), intervalSeconds: pollSeconds },
          device: userAgent === null ? null : visibleText(userAgent, 200),
          ...{ createdAt: now.toISOString(), expiresAt: isoAfter(now, deviceCodeSeconds) },
        });
        if (made) return code;
      }
      throw fail('internal', { detail: 'no unused user code found' });
    });
    return {
      kind: 'started',
      deviceCode,
      userCode: shownUserCode(userCode),
      verificationUri: `${ctx.services.origin}${oauthPaths.device}`,
      expiresInSeconds: deviceCodeSeconds,
      intervalSeconds: pollSeconds,
    };
  },
});
