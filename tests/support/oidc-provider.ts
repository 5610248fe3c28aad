import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import Provider from 'oidc-provider';

/** Who is signed in at the provider. */
export interface ProviderAccount {
  readonly sub: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name?: string;
}

export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whoever comes next is this person, and agrees. */
  signInAs(account: ProviderAccount): void;
  /** Follows an authorization request to the address that it sends the browser back to. */
  visit(authorizationUrl: string): Promise<URL>;
  close(): Promise<void>;
}

const clientId = 'holdfast-tests';
const clientSecret = 'a-client-secret-of-the-tests-alone';

async function listen(handler: Parameters<typeof createServer>[1]) {
  const server = createServer(handler);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { issuer: `http://127.0.0.1:${port}`, close };
}

/**
 * A certified OpenID provider on loopback that insists on PKCE, in place of Google. It asks no questions: the person set
 * by `signInAs` signs in and agrees.
 */
export async function startOidcProvider(redirectUri: string): Promise<TestProvider> {
  let account: ProviderAccount | undefined;
  let handler: Parameters<typeof createServer>[1];
  const { issuer, close } = await listen((request, response) => handler?.(request, response));
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    cookies: { keys: ['cookie-key-of-the-tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({
        sub,
        email: account?.email,
        email_verified: account?.emailVerified,
        ...(account?.name === undefined ? {} : { name: account.name }),
      }),
    }),
  });
  const answer = provider.callback();
  handler = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    agree(provider, request, response, account).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  };
  return {
    issuer,
    clientId,
    clientSecret,
    signInAs: (next) => {
      account = next;
    },
    visit: (url) => follow(url, redirectUri),
    close,
  };
}

async function agree(
  provider: Provider,
  ...[request, response, account]: [
    Parameters<Provider['interactionDetails']>[0],
    Parameters<Provider['interactionDetails']>[1],
    ProviderAccount | undefined,
  ]
): Promise<void> {
  if (!account) throw new Error('nobody is signed in at the provider');
  await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId: account.sub, clientId });
  grant.addOIDCScope('openid email profile');
  const result = { login: { accountId: account.sub }, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

/** A browser at the provider: keeps its cookies, stops where it is sent away. */
async function follow(start: string, redirectUri: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = new URL(start);
  for (let hops = 0; hops < 10; hops += 1) {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split(/=(.*)/s);
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`the provider answered ${response.status}: ${await response.text()}`);
    url = new URL(location, url);
    if (url.href.startsWith(redirectUri)) return url;
  }
  throw new Error('the provider never came back');
}

/** What a hostile provider, or somebody between us and a good one, changes about an ID token. */
export interface Tampering {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly otherKey?: boolean;
  readonly unsigned?: boolean;
  /** Named in discovery in place of the configured issuer. */
  readonly discoveredIssuer?: string;
  /** Makes the ID token in place of the provider's key. */
  readonly forge?: (claims: JWTPayload, keys: ProviderKeys) => string | Promise<string>;
  /** Published beside, or in place of, the provider's key. */
  readonly jwks?: (own: JWK) => readonly JWK[];
  /** Answers these paths by hand. */
  readonly answer?: Readonly<Record<string, (response: ServerResponse) => void>>;
}

export interface ProviderKeys {
  readonly own: CryptoKey;
  readonly other: CryptoKey;
  readonly ownJwk: JWK;
  readonly otherJwk: JWK;
}

export interface HostileProvider
  extends Pick<TestProvider, 'issuer' | 'clientId' | 'clientSecret' | 'visit' | 'close'> {
  tamper(tampering: Tampering): void;
  /** Parameters of the last token request: the code verifier among them. */
  readonly tokenRequests: readonly URLSearchParams[];
}

/** A provider by hand that answers everything with whatever ID token a test wants. */
export async function startHostileProvider(redirectUri: string, account: ProviderAccount): Promise<HostileProvider> {
  const keys = await generateKeyPair('RS256', { extractable: true });
  const others = await generateKeyPair('RS256', { extractable: true });
  const published = async (key: CryptoKey) => ({ ...(await exportJWK(key)), kid: 'k1', alg: 'RS256', use: 'sig' });
  const jwk = await published(keys.publicKey);
  const otherJwk = await published(others.publicKey);
  let tampering: Tampering = {};
  let nonce = '';
  const tokenRequests: URLSearchParams[] = [];

  const idToken = async (): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: tampering.discoveredIssuer ?? issuer,
      aud: clientId,
      sub: account.sub,
      email: account.email,
      email_verified: account.emailVerified,
      nonce,
      iat: now,
      exp: now + 300,
      ...tampering.claims,
    };
    if (tampering.forge) {
      return tampering.forge(claims, { own: keys.privateKey, other: others.privateKey, ownJwk: jwk, otherJwk });
    }
    if (tampering.unsigned) {
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
    }
    const key = tampering.otherKey ? others.privateKey : keys.privateKey;
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(key);
  };

  const { issuer, close } = await listen((request, response) => {
    const url = new URL(request.url ?? '/', 'http://provider.invalid');
    const json = (value: unknown) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(value));
    };
    const byHand = tampering.answer?.[url.pathname];
    if (byHand) return byHand(response);
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json({
          issuer: tampering.discoveredIssuer ?? issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ['code'],
          id_token_signing_alg_values_supported: ['RS256', 'none'],
        });
      case '/jwks':
        return json({ keys: tampering.jwks?.(jwk) ?? [jwk] });
      case '/auth': {
        nonce = url.searchParams.get('nonce') ?? '';
        const back = new URL(redirectUri);
        back.searchParams.set('code', 'a-code');
        back.searchParams.set('state', url.searchParams.get('state') ?? '');
        return void response.writeHead(302, { location: back.href }).end();
      }
      default: {
        let body = '';
        request.setEncoding('utf8').on('data', (chunk: string) => {
          body += chunk;
        });
        request.on('end', () => {
          tokenRequests.push(new URLSearchParams(body));
          idToken().then(
            (id_token) => json({ access_token: 'x', token_type: 'Bearer', expires_in: 300, id_token }),
            (error: unknown) => response.writeHead(500).end(String(error)),
          );
        });
      }
    }
  });
  return {
    issuer,
    clientId,
    clientSecret,
    tokenRequests,
    tamper: (next) => {
      tampering = next;
    },
    visit: (url) => follow(url, redirectUri),
    close,
  };
}
