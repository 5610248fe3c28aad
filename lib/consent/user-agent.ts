/** Before those that they claim to be: Edge says Chrome, Chrome says Safari. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|OPT|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|HeadlessChrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\b(?:Macintosh|Mac OS X)\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/** Longer ones are no browser's. */
const charsMax = 1_000;

/**
 * The names of browser and system alone, such as `Firefox on Windows`: no version, no device, nothing that tells one visitor
 * from another. Null for programs that are no browser. CLAIMS G7.
 */
export function shortUserAgent(userAgent: string | null): string | null {
  if (userAgent === null || userAgent.length > charsMax || !userAgent.startsWith('Mozilla/')) return null;
  const named = (table: typeof browsers) => table.find(([pattern]) => pattern.test(userAgent))?.[1];
  const browser = named(browsers);
  if (browser === undefined) return null;
  const system = named(systems);
  return system === undefined ? browser : `${browser} on ${system}`;
}
