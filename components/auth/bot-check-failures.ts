/** What keeps the check from coming to an end, as far as the person in front of it can do something about it. */
export type BotCheckFailure = 'blocked' | 'clock' | 'late' | 'settings' | 'unsolved' | 'unsupported';

/** What is said then, and what helps. */
export const botCheckFailures = {
  blocked: {
    title: 'The check for bots could not be loaded',
    text: 'It comes from challenges.cloudflare.com. See that you are online and that nothing blocks it, such as an extension or the network that you are in. Then try again.',
  },
  clock: {
    title: 'The check for bots does not fit the time of this device',
    text: 'Set date and time right, then try again.',
  },
  late: {
    title: 'The check for bots waited too long',
    text: 'Try again, and answer what it asks if it does.',
  },
  settings: {
    title: 'The check for bots is not set up right',
    text: 'You cannot help that. Tell whoever runs this site.',
  },
  unsolved: {
    title: 'The check for bots did not come to an end',
    text: 'Try again. If it goes on, leave out what changes pages or hides where you are, or take another browser.',
  },
  unsupported: {
    title: 'This browser cannot run the check for bots',
    text: 'Bring it up to date, or take another one.',
  },
} as const satisfies Record<BotCheckFailure, { readonly title: string; readonly text: string }>;

/** By the code that the widget gives (developers.cloudflare.com/turnstile/troubleshooting/client-side-errors/error-codes). */
export function failureOfCode(code: string): BotCheckFailure {
  // What it says of parameters that it does not take is a sentence.
  if (!/^\d{6}$/.test(code)) return 'settings';
  if (code === '110500' || code === '110510') return 'unsupported';
  if (code === '110600' || code === '110620') return 'late';
  if (code === '200010' || code === '200100') return 'clock';
  if (code === '200500') return 'blocked';
  return code.startsWith('11') || code.startsWith('4') ? 'settings' : 'unsolved';
}
