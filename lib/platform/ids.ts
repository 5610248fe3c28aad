import { monotonicFactory } from 'ulid';
import { randomBytesFast } from './crypto/random.ts';

/** Every kind of id, by its prefix. */
export const idPrefixes = {
  org: 'organisation',
  usr: 'user',
  acc: 'account at an outside provider',
  mem: 'membership',
  inv: 'invitation',
  ses: 'session',
  lgn: 'login token',
  key: 'API key',
  con: 'contact',
  deal: 'deal',
  act: 'activity',
  int: 'interaction',
  bat: 'batch of interactions',
  ori: 'allowed origin',
  imp: 'import',
  job: 'background job',
  rcp: 'receipt',
  obx: 'receipt owed to a ledger',
  aud: 'audit event',
  shr: 'link to receipts',
  alr: 'alert',
  dlv: 'delivery of a message',
  lau: 'run of the ledger’s auditor',
  req: 'request',
  fil: 'file',
  exp: 'export',
  arc: 'archive on its way in',
  lhi: 'ledger that an archive brought',
  sub: 'request of a data subject',
  sbc: 'code for a data subject',
  pre: 'erasure of a person',
  ers: 'erasure of an organisation',
  hld: 'legal hold',
  rtn: 'cut by retention',
  tmb: 'tombstone',
  bak: 'backup',
  drl: 'restore drill',
  stf: 'storefront',
  img: 'picture of a storefront',
  dom: 'domain of a storefront',
  cns: 'choice of a visitor',
  scn: 'scan of a site',
  msg: 'message of a contact form',
  psk: 'passkey',
  rec: 'recovery code',
  fch: 'challenge of a second factor',
  ntc: 'notice of a change',
  cli: 'client that acts for people',
  grt: 'what a person allowed a client',
  hf: 'installation',
} as const;

export type IdPrefix = keyof typeof idPrefixes;

const nextUlid = monotonicFactory(() => (randomBytesFast(1)[0] ?? 0) / 256);

/** A new id such as `con_01J…`: prefix and ULID, so ids sort by creation within one process. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${nextUlid()}`;
}

const ulidPattern = '[0-7][0-9A-HJKMNP-TV-Z]{25}';

/** Matches the ids of one kind, whole. */
export function idPattern(prefix: IdPrefix): RegExp {
  return new RegExp(`^${prefix}_${ulidPattern}$`);
}
