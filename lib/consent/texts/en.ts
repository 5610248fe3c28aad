import type { BannerTexts } from '../categories.ts';

export const en: BannerTexts = {
  title: 'Your choice about cookies',
  body: 'We would like to use cookies and similar techniques for the purposes below. Nothing is used before you agree, and you can change your mind at any time.',
  acceptAll: 'Accept all',
  rejectAll: 'Reject all',
  choose: 'Choose',
  save: 'Save my choice',
  close: 'Close and reject',
  settingsTitle: 'Cookie settings',
  settingsBody:
    'Decide for each purpose. What is necessary is always on; everything else stays off until you switch it on.',
  alwaysOn: 'Always on',
  services: 'Services',
  reopen: 'Cookie settings',
  withdraw: 'Withdraw consent',
  yourConsent: 'Your consent and its proof',
  privacy: 'Privacy policy',
  imprint: 'Imprint',
  gpc: 'Your browser asks not to be tracked (Global Privacy Control). We have taken that as a no.',
  blocked: '{service} is blocked until you allow “{category}”.',
  allow: 'Allow',
  categories: {
    necessary: { title: 'Necessary', text: 'Needed for this page to work and to remember your choice.' },
    functional: { title: 'Functional', text: 'Remembers settings and shows content such as videos and maps.' },
    analytics: { title: 'Analytics', text: 'Measures how the page is used, so that it can be improved.' },
    marketing: { title: 'Marketing', text: 'Shows and measures advertising, here and elsewhere.' },
  },
};
