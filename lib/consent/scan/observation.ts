import { z } from 'zod';
import { askedCategories, consentMethods } from '../categories.ts';
import { listedMax } from './caps.ts';

/** What a browser saw of a site. No Node imports: pages read it. */

/** In the order in which they are walked; each in a browser that was never there. */
export const scanPhases = ['before', 'rejected', 'accepted', 'withdrawn'] as const;

export type ScanPhase = (typeof scanPhases)[number];

export const phaseWords: Readonly<Record<ScanPhase, string>> = {
  before: 'Before consent',
  rejected: 'After rejecting',
  accepted: 'After accepting',
  withdrawn: 'After withdrawing',
};

/** Why a phase ended: `whole`, or what cut it short. */
export const phaseEnds = ['whole', 'time', 'bytes', 'requests', 'memory', 'crash', 'unreachable'] as const;

const name = z.string().max(256);
const count = z.number().int().min(0);

export const SeenCookie = z.strictObject({
  name,
  domain: name,
  thirdParty: z.boolean(),
  lifetimeSeconds: z.number().int().nullable().describe('Null: until the browser is closed'),
  httpOnly: z.boolean(),
  secure: z.boolean(),
  sameSite: z.string().max(10),
});

export const SeenEntry = z.strictObject({
  area: z.enum(['localStorage', 'sessionStorage', 'indexedDB']),
  host: name,
  thirdParty: z.boolean(),
  name,
});

export const SeenHost = z.strictObject({
  host: name,
  thirdParty: z.boolean(),
  requests: count,
  kinds: z.array(z.string().max(30)).max(20).describe('What was asked for: script, image, document and others'),
  example: z.string().max(300).describe('The first address, without its query'),
});

const control = z.strictObject({ text: z.string().max(100), width: count, height: count, filled: z.boolean() });

export const SeenBanner = z.strictObject({
  kind: z.enum(['holdfast', 'other']),
  accept: control.nullable(),
  reject: control.nullable().describe('Of the first layer; null when there is none'),
  equal: z.boolean().describe('Whether no is as easy to see as yes'),
});

/** The cookie in which our banner keeps the choice. */
export const SeenChoice = z.strictObject({
  readable: z.boolean(),
  policy: z.string().max(64),
  granted: z.array(z.enum(askedCategories)),
  method: z.enum(consentMethods).nullable(),
});

export const PhaseSeen = z.strictObject({
  phase: z.enum(scanPhases),
  end: z.enum(phaseEnds),
  status: z.number().int().nullable().describe('HTTP status of the page'),
  url: z.string().max(500).describe('Where the page was in the end, without query'),
  acted: z.boolean().describe('Whether the way to reject, accept or withdraw was found and taken'),
  banner: SeenBanner.nullable(),
  choice: SeenChoice.nullable(),
  cookies: z.array(SeenCookie).max(listedMax),
  entries: z.array(SeenEntry).max(listedMax),
  hosts: z.array(SeenHost).max(listedMax),
  refused: z.array(name).max(100).describe('Hosts that were asked for and are not of the public internet'),
  leftOut: count.describe('What the lists had no room for'),
  popups: count,
  dialogs: count,
  downloads: count,
  requests: count,
  bytes: count,
  milliseconds: count,
});

export type PhaseSeenOf = z.output<typeof PhaseSeen>;
export type SeenCookieOf = z.output<typeof SeenCookie>;
export type SeenEntryOf = z.output<typeof SeenEntry>;
export type SeenHostOf = z.output<typeof SeenHost>;
export type SeenBannerOf = z.output<typeof SeenBanner>;

/** What the program that walks a site says in the end. */
export const WalkSeen = z.strictObject({
  browser: z.string().max(100),
  phases: z.array(PhaseSeen).max(scanPhases.length),
});

export type WalkSeenOf = z.output<typeof WalkSeen>;
