export interface Device {
  /** For example "Firefox on Windows". */
  readonly name: string;
  readonly kind: 'desktop' | 'phone' | 'program' | 'unknown';
}

/** First match wins: each browser also names those that it wants to be taken for. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];

const systems: readonly (readonly [RegExp, string, Device['kind']])[] = [
  [/\biPhone\b/, 'iPhone', 'phone'],
  [/\biPad\b/, 'iPad', 'phone'],
  [/\bAndroid\b/, 'Android', 'phone'],
  [/\bWindows\b/, 'Windows', 'desktop'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS', 'desktop'],
  [/\bCrOS\b/, 'ChromeOS', 'desktop'],
  [/\bLinux\b/, 'Linux', 'desktop'],
];

/**
 * What a `User-Agent` claims to be, in words: a help for recognising one's own devices, no proof of anything.
 * Programs are named by their first product token (RFC 9110, section 10.1.5).
 */
export function deviceOf(userAgent: string | null): Device {
  if (userAgent === null || userAgent.trim() === '') return { name: 'Unknown device', kind: 'unknown' };
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = systems.find(([pattern]) => pattern.test(userAgent));
  if (!browser && !system) {
    const product = /^([\w.-]{1,40})(?:\/|\s|$)/.exec(userAgent)?.[1];
    return product ? { name: product, kind: 'program' } : { name: 'Unknown device', kind: 'unknown' };
  }
  return {
    name: [browser ?? 'A browser', system ? `on ${system[1]}` : ''].filter(Boolean).join(' '),
    kind: system?.[2] ?? 'desktop',
  };
}
