import { z } from 'zod';
import { canonicalBlock } from './address-blocks.ts';
import { type CommandSettings, commandSettingsOf } from './command-settings.ts';
import { fail } from './errors.ts';
import { dnsServersIn, isDnsServer } from './outbound/dns-servers.ts';

/** The one module that reads `process.env`. `.env.example` is printed from this schema. */

const flag = (fallback: 'on' | 'off') => z.enum(['on', 'off']).default(fallback);
const secret = z.string().min(1).optional();

export const environmentSchema = z.object({
  HOLDFAST_ENV: z
    .enum(['local', 'production'])
    .default('local')
    .describe('local binds loopback only; production refuses weak settings'),
  HOLDFAST_DATA_DIR: z
    .string()
    .min(1)
    .default('.holdfast')
    .describe('databases, secrets, mailbox and objects live here'),
  HOLDFAST_URL: z
    .url()
    .optional()
    .describe('public origin, for example https://trust.example.com; links are built from it alone'),
  HOST: z.string().optional().describe('address to listen on; local mode always uses 127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe('port to listen on'),
  HOLDFAST_LOG: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info').describe('log level'),
  HOLDFAST_TRUSTED_PROXY_HOPS: z.coerce
    .number()
    .int()
    .min(0)
    .max(8)
    .default(0)
    .describe('how many proxies of yours stand in front; 0 ignores X-Forwarded-For'),
  HOLDFAST_TLS_CERT_FILE: z.string().optional().describe('certificate for our own TLS 1.3 listener'),
  HOLDFAST_TLS_KEY_FILE: z.string().optional().describe('its private key'),

  HOLDFAST_MASTER_KEY: secret.describe(
    "64 hex digits (32 bytes); wraps each organisation's data key. Local mode makes one",
  ),
  API_KEY_PEPPER: secret.describe(
    '64 hex digits; peppers API key hashes. From the second one on its number stands before it, as 2:<64 hex digits>. Local mode makes one',
  ),
  API_KEY_PEPPER_PREVIOUS: secret.describe(
    'the pepper before, while keys are still hashed under it; `holdfast key pepper` counts them',
  ),
  AUTH_SECRET: secret.describe(
    '64 hex digits; signs sign-in state. From the second one on its number stands before it, as 2:<64 hex digits>. Local mode makes one',
  ),
  INTERNAL_API_KEY: secret.describe('64 hex digits; opens /internal. Local mode makes one'),
  INTERNAL_ADDRESSES: z
    .string()
    .refine(
      (text) => blocksIn(text).every((block) => block !== null),
      'must be addresses and blocks such as 10.0.0.0/8',
    )
    .optional()
    .describe('comma-separated addresses and CIDR blocks that may call /internal; local mode: this machine'),

  GOOGLE_CLIENT_ID: z.string().optional().describe('Google sign-in; off when absent'),
  GOOGLE_CLIENT_SECRET: secret.describe('Google sign-in'),
  GOOGLE_ISSUER: z
    .url()
    .default('https://accounts.google.com')
    .describe('OpenID issuer of the Google sign-in; another one is trusted for every address that it calls verified'),

  SMTP_URL: z
    .string()
    .optional()
    .describe('smtps://user:password@host:465; local mode without it keeps mail in /dev/mailbox'),
  MAIL_FROM: z.string().default('Holdfast <no-reply@localhost>').describe('sender of our mail'),

  SECURITY_CONTACT: z
    .url({ protocol: /^(?:mailto|https)$/ })
    .optional()
    .describe('mailto: or https: address for reports of weaknesses, shown in security.txt; MAIL_FROM when absent'),

  TURNSTILE_SITE_KEY: z
    .string()
    .optional()
    .describe('Cloudflare Turnstile; off in local mode when both keys are absent'),
  TURNSTILE_SECRET_KEY: secret.describe('its secret key; production refuses test keys'),
  TURNSTILE_VERIFY_URL: z
    .url()
    .default('https://challenges.cloudflare.com/turnstile/v0/siteverify')
    .describe('where tokens are verified'),

  CORS_ALLOWED_ORIGINS: z
    .string()
    .optional()
    .describe(
      'comma-separated exact origins that browsers may call the API from with any organisation’s key; `none` for none',
    ),
  AUTH_FLOOR_SUCCESS: flag('on').describe('off frees successful key authentication from the 80 ms floor'),
  DATASET_DOWNLOAD_DAILY_LIMIT: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe('downloads per organisation and day'),

  REDIS_URL: z.string().optional().describe('redis:// or rediss://; shares rate limits between instances'),
  UPSTASH_REDIS_REST_URL: z.url().optional().describe('Upstash Redis over REST; shares rate limits between instances'),
  UPSTASH_REDIS_REST_TOKEN: secret.describe('its token'),

  HOLDFAST_DNS_SERVERS: z
    .string()
    .refine((text) => dnsServersIn(text).every(isDnsServer), 'must be addresses such as 9.9.9.9 or 127.0.0.1:5353')
    .optional()
    .describe('comma-separated DNS servers to ask about domains of storefronts; those of this machine when absent'),
  OUTBOUND_LOOPBACK: flag('off').describe(
    'on lets webhooks and witnesses be on this machine, over http too; for trying things out, refused in production',
  ),
  CHROMIUM_PATH: z
    .string()
    .min(1)
    .optional()
    .describe('the browser that scans of consent are made with; Playwright’s own or the system’s when absent'),
  CHROMIUM_SANDBOX: flag('on').describe(
    'off runs that browser without its sandbox, in containers that have none; as root production refuses scans while it is on',
  ),
  WITNESS_LOGS: z
    .string()
    .regex(
      /^[^\s+,]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+(?:,[^\s+,]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+)*$/,
      'name the vkeys of logs, separated by commas',
    )
    .optional()
    .describe('vkeys of the logs elsewhere whose checkpoints this installation cosigns, separated by commas'),
  LEDGER_CHECKPOINT_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('folder, best on another disk, that gets every signed checkpoint as a file of its own'),

  S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'S3-compatible store for files, exports and backups, for example https://s3.eu-central-1.amazonaws.com; the data folder when absent',
    ),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .optional()
    .describe('its bucket, of ours alone and without versions'),
  S3_REGION: z.string().min(1).default('auto').describe('its region, for the signatures'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional().describe('who asks it'),
  S3_SECRET_ACCESS_KEY: secret.describe('and with which key'),

  HOLDFAST_BACKUP_DIR: z
    .string()
    .min(1)
    .optional()
    .describe(
      'folder for backups, best on another disk; `backups` in the data folder when neither it nor a bucket is set',
    ),
  BACKUP_S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('S3-compatible store for backups alone, best of another provider'),
  BACKUP_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .optional()
    .describe('its bucket, of ours alone and without versions'),
  BACKUP_S3_REGION: z.string().min(1).default('auto').describe('its region, for the signatures'),
  BACKUP_S3_ACCESS_KEY_ID: z.string().min(1).optional().describe('who asks it'),
  BACKUP_S3_SECRET_ACCESS_KEY: secret.describe('and with which key'),
  HOLDFAST_BACKUP_CRON: z
    .string()
    .regex(/^\S+ \S+ \S+ \S+ \S+$/, 'must be minute, hour, day, month and weekday')
    .default('20 2 * * *')
    .describe('when backups are made, in UTC; what was written since the last one is what a restore loses'),
  HOLDFAST_BACKUP_KEEP: z
    .string()
    .regex(/^\d{1,3},\d{1,3},\d{1,3}$/, 'must be three numbers: days, weeks, months')
    .default('7,4,6')
    .describe('of how many days, weeks and months the last backup is kept'),

  SESSION_IDLE_SECONDS: z.coerce
    .number()
    .int()
    .min(60)
    .default(7 * 86_400)
    .describe('a session unused for so long ends'),
  SESSION_ABSOLUTE_SECONDS: z.coerce
    .number()
    .int()
    .min(300)
    .default(30 * 86_400)
    .describe('a session ends so long after sign-in'),
  SESSION_TOKEN_SECONDS: z.coerce
    .number()
    .int()
    .min(60)
    .default(900)
    .describe('lifetime of one signed session token; renewed while the session lives'),
  OAUTH_TOKEN_SECONDS: z.coerce
    .number()
    .int()
    .min(60)
    .max(3_600)
    .default(600)
    .describe('lifetime of one access token of a client that acts for a person; it ends with what it was given for'),
  OAUTH_IDLE_SECONDS: z.coerce
    .number()
    .int()
    .min(300)
    .default(14 * 86_400)
    .describe('a client that does not ask for new tokens for so long has to be allowed anew'),
  OAUTH_GRANT_SECONDS: z.coerce
    .number()
    .int()
    .min(300)
    .default(30 * 86_400)
    .describe('a client has to be allowed anew so long after a person allowed it'),
  TENANT_POOL_MAX: z.coerce
    .number()
    .int()
    .min(8)
    .max(2_000)
    .default(500)
    .describe('open organisation databases at most'),
  HOLDFAST_READY_JSON: z.literal('1').optional().describe('print readiness as one JSON line on stdout'),
});

export type Environment = z.infer<typeof environmentSchema>;

function blocksIn(text: string): (string | null)[] {
  return text.split(',').map(canonicalBlock);
}

/** Where internal calls may come from. Local mode takes them from its own machine if nothing is set. CLAIMS E10. */
export function internalBlocks(env: Environment): readonly string[] {
  const text = env.INTERNAL_ADDRESSES ?? (env.HOLDFAST_ENV === 'local' ? '127.0.0.0/8,::1' : undefined);
  return text === undefined ? [] : blocksIn(text).filter((block) => block !== null);
}

/**
 * The settings, parsed. Empty values count as absent.
 * @throws `unsafe_configuration` naming every value that is not of its form.
 */
export function readEnvironment(source: Readonly<Record<string, string | undefined>> = process.env): Environment {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environmentSchema.safeParse(present);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw fail('unsafe_configuration', {
    problems,
    detail: problems.map((problem) => `${problem.path}: ${problem.message}`).join('; '),
  });
}

/** The same for what the `holdfast` command goes by over the network. @throws `unsafe_configuration` */
export function readCommandSettings(): CommandSettings {
  return commandSettingsOf(process.env);
}

/** Whether this process serves nobody but those who work on the product: development and tests. */
export function inDevelopment(): boolean {
  return process.env.NODE_ENV !== 'production';
}

/** Says to React and Next which of their builds to load, unless whoever started the process has said so. */
export function chooseNodeMode(mode: 'development' | 'production'): void {
  if (!process.env.NODE_ENV) Object.assign(process.env, { NODE_ENV: mode });
}

/**
 * next-auth takes its own origin from the environment and, where it finds none, from the request's Host header.
 * Afterwards it is ours, whatever a request says.
 */
export function pinNextAuthOrigin(origin: string): void {
  process.env.NEXTAUTH_URL = origin;
}

/**
 * Tells Next where this process listens: a form's answer that leads to another page brings that page along, and Next asks
 * for it here rather than over the public address, which may not lead back from inside.
 */
export function tellNextOrigin(origin: string): void {
  Object.assign(process.env, { __NEXT_PRIVATE_ORIGIN: origin });
}
