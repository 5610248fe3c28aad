import type { Choices } from '../choice-cookie.ts';

type Layer = unknown[];

/** The signals of Google Consent Mode v2. */
function signals(choices: Choices): Readonly<Record<string, 'granted' | 'denied'>> {
  const say = (granted: boolean | undefined) => (granted ? 'granted' : 'denied');
  return {
    ad_storage: say(choices.marketing),
    ad_user_data: say(choices.marketing),
    ad_personalization: say(choices.marketing),
    analytics_storage: say(choices.analytics),
  };
}

/** Google's tags take nothing but an `arguments` object. */
function gtag(): (...args: unknown[]) => void {
  const holder = window as { dataLayer?: Layer };
  if (!Array.isArray(holder.dataLayer)) holder.dataLayer = [];
  const layer = holder.dataLayer;
  return function () {
    // biome-ignore lint/complexity/noArguments: an array in its place is not understood
    layer.push(arguments);
  };
}

/** How long Google's tags wait for the visitor's earlier choice, in milliseconds. */
const waitMs = 500;

/** Says no to everything before any tag can ask. Returns what takes that back, for sites that do not speak of consent this way. */
export function denyByDefault(): () => void {
  const say = gtag();
  const layer = (window as { dataLayer?: Layer }).dataLayer as Layer;
  const before = layer.length;
  say('consent', 'default', { ...signals({}), wait_for_update: waitMs });
  say('set', 'ads_data_redaction', true);
  const said = layer.slice(before);
  return () => {
    for (const each of said) {
      const at = layer.indexOf(each);
      if (at >= 0) layer.splice(at, 1);
    }
  };
}

export function updateSignals(choices: Choices): void {
  const say = gtag();
  say('consent', 'update', signals(choices));
  say('set', 'ads_data_redaction', !choices.marketing);
}
