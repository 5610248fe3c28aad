import type { z } from 'zod';
import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { publicOperation } from '../../access/operation.ts';
import { addressBlock } from '../../platform/address.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { visibleText } from '../../platform/visible-text.ts';
import { runtime } from '../../runtime.ts';
import type { PublicContext } from '../../tenancy/context.ts';
import { signAccessToken } from './access-token.ts';
import { findClient } from './clients.ts';
import { exchangeCode, verifierForm } from './exchange-code.ts';
import type { IssuedTokens, RefusedTokens, TokenAsking, TokenOutcome } from './issue-tokens.ts';
import { grantTypes, type OAuthRefusal, refuse } from './protocol.ts';
import { redeemDeviceCode } from './redeem-device-code.ts';
import { refreshTokens } from './refresh-tokens.ts';
import { TokenAnswer, TokenRequest } from './schema.ts';
import { tellOfReuse } from './tell-of-reuse.ts';

type Asked = z.output<typeof TokenRequest>;

const deviceCharsMax = 200;
const unknownSeconds = 60;

/** The token endpoint (RFC 6749, section 3.2). What it refuses is an answer too: what led to it is committed with it. */
export const giveTokens = publicOperation({
  name: 'oauth.token',
  title: 'Give a client its tokens',
  limits: ['oauth.token'],
  input: TokenRequest,
  output: TokenAnswer,
  writes: true,
  run: async (ctx, asked) => {
    const act = await actOf(ctx, asked);
    if ('error' in act) return refused(act);
    const now = ctx.now();
    const { userAgent } = ctx.request;
    const asking: TokenAsking = {
      ...{ clientId: asked.client_id as string, now, env: ctx.services.env },
      device: userAgent === null ? null : visibleText(userAgent, deviceCharsMax),
    };
    const outcome = await ctx.control.write(async (tx) => {
      const made = await act(tx, asking);
      await note(tx, ctx, asking, made);
      return made;
    });
    if (outcome.kind === 'issued') return tokensOf(outcome);
    await tellOf(ctx, outcome);
    return refused(outcome.refusal);
  },
});

type Act = (tx: SqlWriter, asking: TokenAsking) => Promise<TokenOutcome>;

async function actOf(ctx: PublicContext, asked: Asked): Promise<Act | OAuthRefusal> {
  const { grant_type: grantType, client_id: clientId } = asked;
  if (grantType === undefined) return refuse('invalid_request', 'grant_type is missing');
  if (clientId === undefined) return refuse('invalid_request', 'client_id is missing');
  const client = await findClient(ctx.control, clientId);
  if (client === null) return refuse('invalid_client', 'unknown client');
  switch (grantType) {
    case grantTypes.code: {
      const { code, redirect_uri: redirectUri, code_verifier: verifier } = asked;
      if (code === undefined) return refuse('invalid_request', 'code is missing');
      if (redirectUri === undefined) return refuse('invalid_request', 'redirect_uri is missing');
      if (verifier === undefined) return refuse('invalid_request', 'code_verifier is missing');
      if (!verifierForm.test(verifier)) return refuse('invalid_request', 'code_verifier is of 43 to 128 characters');
      return (tx, asking) => exchangeCode(tx, { code, redirectUri, verifier }, asking);
    }
    case grantTypes.refresh: {
      const { refresh_token: refreshToken, scope } = asked;
      if (refreshToken === undefined) return refuse('invalid_request', 'refresh_token is missing');
      return (tx, asking) => refreshTokens(tx, { refreshToken, scope }, asking);
    }
    case grantTypes.device: {
      const { device_code: deviceCode } = asked;
      if (deviceCode === undefined) return refuse('invalid_request', 'device_code is missing');
      if (!client.deviceFlow) return refuse('unauthorized_client', 'the client is not registered for this');
      return (tx, asking) => redeemDeviceCode(tx, deviceCode, asking);
    }
    default:
      return refuse('unsupported_grant_type', 'authorization_code, refresh_token or a device code');
  }
}

async function tokensOf({ grant, scopes, refreshToken }: IssuedTokens): Promise<z.output<typeof TokenAnswer>> {
  const rt = runtime();
  const ttlSeconds = rt.env.OAUTH_TOKEN_SECONDS;
  const { id: grantId, clientId, orgId, userId } = grant.row;
  const accessToken = await signAccessToken(rt, { grantId, clientId, orgId, userId, scopes }, ttlSeconds);
  return { kind: 'tokens', accessToken, expiresInSeconds: ttlSeconds, refreshToken, scope: scopes.join(' ') };
}

function refused({ error, description }: OAuthRefusal): z.output<typeof TokenAnswer> {
  return { kind: 'refused', error, description };
}

/** Notes what came of it inside its write. What names no grant is anybody's guess, and noted by {@link tellOf}. */
async function note(tx: SqlWriter, ctx: PublicContext, { clientId }: TokenAsking, outcome: TokenOutcome) {
  const grant = outcome.kind === 'issued' ? outcome.grant.row : outcome.grant;
  if (grant === null) return;
  const event = { ...auditOf(ctx), orgId: grant.orgId, detail: { clientId, grantId: grant.id } };
  if (outcome.kind === 'issued') {
    await recordAuditIn(tx, { ...event, action: 'oauth.token', outcome: 'ok', actor: grant.id });
    return;
  }
  const again = outcome.reason === 'refresh_reused' || outcome.reason?.endsWith('_replayed') === true;
  const reason = outcome.reason ?? 'pending';
  await recordAuditIn(tx, { ...event, action: again ? 'oauth.reuse' : 'oauth.token', outcome: 'refused', reason });
}

/** What is to be told once it is committed: to the audit log that somebody guesses, to the others that a token has leaked. */
async function tellOf(ctx: PublicContext, { reason, grant, ended }: RefusedTokens): Promise<void> {
  if (reason === null) return;
  if (grant === null) {
    const per = { key: `oauth ${reason} ${addressBlock(ctx.request.address)}`, windowSeconds: unknownSeconds };
    await ctx.services.audit.recordOnce({ ...auditOf(ctx), action: 'oauth.token', outcome: 'refused', reason }, per);
    return;
  }
  if (ended === true) await tellOfReuse(ctx, grant.id, reason);
}
