/** What a plan may switch on. CLAIMS P1 to P3. */
export const features = {
  api_access: 'REST API and API keys',
  voice_calls: 'Voice calls',
  elevenlabs_tts: 'Text to speech',
  unlimited_agents: 'Unlimited agents',
  custom_agents: 'Custom agents',
  webhooks: 'Webhooks',
  sso: 'Single sign-on and SCIM',
} as const satisfies Record<string, string>;

export type Feature = keyof typeof features;

/** The features that exist in this version: pages speak of no others. A test holds it to what operations declare. */
export const builtFeatures: ReadonlySet<Feature> = new Set<Feature>(['api_access']);

export const quantities = {
  storefronts: 'Published storefronts',
  agents: 'Agents',
} as const satisfies Record<string, string>;

export type Quantity = keyof typeof quantities;

interface PlanRow {
  readonly title: string;
  readonly features: ReadonlySet<Feature>;
  /** `Infinity` means no bound. */
  readonly quantities: Readonly<Record<Quantity, number>>;
}

const pro: readonly Feature[] = ['voice_calls', 'elevenlabs_tts', 'unlimited_agents', 'webhooks'];

/** Exporting, erasing, importing and reading one's own data stand in no plan: they are never gated. */
export const plans = {
  free: { title: 'Free', features: new Set(), quantities: { storefronts: 1, agents: 1 } },
  pro: { title: 'Pro', features: new Set(pro), quantities: { storefronts: 25, agents: Number.POSITIVE_INFINITY } },
  enterprise: {
    title: 'Enterprise',
    features: new Set<Feature>([...pro, 'api_access', 'custom_agents', 'sso']),
    quantities: { storefronts: Number.POSITIVE_INFINITY, agents: Number.POSITIVE_INFINITY },
  },
} as const satisfies Record<string, PlanRow>;

export type Plan = keyof typeof plans;

export const planNames = Object.keys(plans) as readonly Plan[];

/** New organisations try everything: without billing there is nothing to hold back. CLAIMS P3, reading. */
export const trialPlan: Plan = 'enterprise';

export function isPlan(value: string): value is Plan {
  return Object.hasOwn(plans, value);
}

export function planHasFeature(plan: Plan, feature: Feature): boolean {
  const row: PlanRow = plans[plan];
  return row.features.has(feature);
}
