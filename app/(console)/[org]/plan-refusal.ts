import { type Feature, features, type Plan, planHasFeature, plans } from '#lib/access/plans.ts';

/** Why the plan does not let a feature be used, in words for the reader; undefined when it does. */
export function planRefusalOf(plan: Plan, feature: Feature): string | undefined {
  if (planHasFeature(plan, feature)) return undefined;
  return `The ${plans[plan].title} plan does not include the ${features[feature]}.`;
}
