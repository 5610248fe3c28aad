import { type Environment, internalBlocks } from './env.ts';
import { fail } from './errors.ts';
import { keyPairProblems, testKeyBehaviour } from './turnstile-keys.ts';

const weakSecret = /^(.)\1*$|change|default|secret|password|example|test/i;

/** The secrets that may have a number before them. */
const numbered: ReadonlySet<string> = new Set(['API_KEY_PEPPER', 'AUTH_SECRET']);

/** A secret without the number before it. */
function bare(secret: string | undefined): string | undefined {
  return secret?.replace(/^[1-9]\d{0,8}:/, '');
}

const s3Names = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

function secretProblem(value: string | undefined): string | undefined {
  if (value === undefined) return 'is not set';
  if (!/^[0-9a-f]{64}$/i.test(value)) return 'must be 64 hex digits (32 random bytes)';
  if (weakSecret.test(value) || new Set(value.toLowerCase()).size < 8) return 'is not random';
  return undefined;
}

/**
 * Every setting that is too weak for production, all at once (CLAIMS O1). Empty in local mode.
 */
export function productionProblems(env: Environment): readonly { setting: string; problem: string }[] {
  if (env.HOLDFAST_ENV !== 'production') return [];
  const found: { setting: string; problem: string }[] = [];
  const report = (setting: keyof Environment, problem: string | undefined) => {
    if (problem) found.push({ setting, problem });
  };
  const secrets = ['HOLDFAST_MASTER_KEY', 'API_KEY_PEPPER', 'AUTH_SECRET', 'INTERNAL_API_KEY'] as const;
  for (const name of secrets) report(name, secretProblem(numbered.has(name) ? bare(env[name]) : env[name]));
  if (env.API_KEY_PEPPER_PREVIOUS) report('API_KEY_PEPPER_PREVIOUS', secretProblem(bare(env.API_KEY_PEPPER_PREVIOUS)));
  const values = [...secrets, 'API_KEY_PEPPER_PREVIOUS' as const].flatMap((name) => bare(env[name]) ?? []);
  if (new Set(values).size < values.length) report('HOLDFAST_MASTER_KEY', 'is the same as another secret');

  if (!env.HOLDFAST_URL) report('HOLDFAST_URL', 'is not set');
  else if (!env.HOLDFAST_URL.startsWith('https://')) report('HOLDFAST_URL', 'must be an https address');
  else if (new URL(env.HOLDFAST_URL).pathname !== '/') report('HOLDFAST_URL', 'must be an origin without a path');

  if (!env.SMTP_URL) report('SMTP_URL', 'is not set: no mail could be delivered');
  else if (!/^smtps?:\/\//.test(env.SMTP_URL)) report('SMTP_URL', 'must start with smtp:// or smtps://');
  if (/@localhost>?$/.test(env.MAIL_FROM)) report('MAIL_FROM', 'must be an address of yours');

  if (!env.CORS_ALLOWED_ORIGINS) report('CORS_ALLOWED_ORIGINS', 'is not set; name the origins, or `none`');
  else if (env.CORS_ALLOWED_ORIGINS.includes('*')) report('CORS_ALLOWED_ORIGINS', 'must not hold a wildcard');
  else if (/(^|,)\s*http:/.test(env.CORS_ALLOWED_ORIGINS))
    report('CORS_ALLOWED_ORIGINS', 'must hold https origins only');

  if (internalBlocks(env).some((block) => block.endsWith('/0'))) {
    report('INTERNAL_ADDRESSES', 'must not hold every address there is');
  }
  if (env.OUTBOUND_LOOPBACK === 'on') report('OUTBOUND_LOOPBACK', 'must be off');
  if (env.DATASET_DOWNLOAD_DAILY_LIMIT === undefined) report('DATASET_DOWNLOAD_DAILY_LIMIT', 'is not set');

  for (const name of ['TURNSTILE_SITE_KEY', 'TURNSTILE_SECRET_KEY'] as const) {
    const value = env[name];
    if (!value) report(name, 'is not set');
    else if (testKeyBehaviour(value)) report(name, `is one of Cloudflare's test keys (${testKeyBehaviour(value)})`);
  }
  if (env.TURNSTILE_SITE_KEY && env.TURNSTILE_SECRET_KEY) {
    for (const { path, message } of keyPairProblems(env)) report(path, message);
  }
  if (!env.TURNSTILE_VERIFY_URL.startsWith('https://')) report('TURNSTILE_VERIFY_URL', 'must be an https address');
  if (Boolean(env.GOOGLE_CLIENT_ID) !== Boolean(env.GOOGLE_CLIENT_SECRET)) {
    report(env.GOOGLE_CLIENT_ID ? 'GOOGLE_CLIENT_SECRET' : 'GOOGLE_CLIENT_ID', 'is not set, but its partner is');
  }
  if (!env.GOOGLE_ISSUER.startsWith('https://')) report('GOOGLE_ISSUER', 'must be an https address');
  if (Boolean(env.HOLDFAST_TLS_CERT_FILE) !== Boolean(env.HOLDFAST_TLS_KEY_FILE)) {
    report(
      env.HOLDFAST_TLS_CERT_FILE ? 'HOLDFAST_TLS_KEY_FILE' : 'HOLDFAST_TLS_CERT_FILE',
      'is not set, but its partner is',
    );
  }
  if (env.S3_ENDPOINT?.startsWith('http:')) report('S3_ENDPOINT', 'must be an https address');
  if (env.BACKUP_S3_ENDPOINT?.startsWith('http:')) report('BACKUP_S3_ENDPOINT', 'must be an https address');
  if (s3Names.some((name) => env[name]))
    for (const name of s3Names) if (!env[name]) report(name, 'is not set, but its partners are');
  return found;
}

/**
 * Refuses to run production on settings that are too weak for it.
 * @throws `unsafe_configuration` naming every one of them.
 */
export function refuseUnsafe(env: Environment): void {
  const problems = productionProblems(env).map(({ setting, problem }) => ({ path: setting, message: problem }));
  if (problems.length === 0) return;
  throw fail('unsafe_configuration', {
    problems,
    detail: problems.map(({ path, message }) => `${path} ${message}`).join('; '),
  });
}
