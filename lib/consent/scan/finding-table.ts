import type { FindingCode, Severity } from './report.ts';

interface FindingRow {
  readonly severity: Severity;
  /** In words, with what it is about. */
  readonly title: (subject: string) => string;
  readonly advice: string;
}

const mark =
  'Mark its script or frame with type="text/plain" and data-category, or list its hosts in the table of services, and scan again.';

/** Every finding, the gravest first. What each rests on: ePrivacy directive, article 5(3); GDPR, articles 4(11) and 7. */
export const findingTable: Readonly<Record<FindingCode, FindingRow>> = {
  loads_without_consent: {
    severity: 'violation',
    title: (subject) => `${subject} is loaded without consent`,
    advice: mark,
  },
  sets_without_consent: {
    severity: 'violation',
    title: (subject) => `${subject} stores something without consent`,
    advice: mark,
  },
  left_after_withdrawal: {
    severity: 'violation',
    title: (subject) => `${subject} leaves something behind after consent was withdrawn`,
    advice: 'Name its cookies in the table of services: what is named there is removed on withdrawal.',
  },
  no_banner: {
    severity: 'violation',
    title: () => 'There is no banner',
    advice:
      'Put the tag of the storefront first into the head of the page, or check that nothing keeps it from loading.',
  },
  no_reject: {
    severity: 'violation',
    title: () => 'The banner has no way to say no on its first layer',
    advice: 'Give it a button to reject everything beside the one to accept (EDPB cookie banner task force, 2023).',
  },
  no_withdrawal: {
    severity: 'violation',
    title: () => 'There is no way to take consent back',
    advice: 'Withdrawing has to be as easy as consenting (GDPR, article 7(3)): keep a link on the page that does it.',
  },
  choice_not_kept: {
    severity: 'violation',
    title: () => 'The visitor’s answer is not kept',
    advice: 'See that nothing on the page removes the cookie hf_consent; without it every visit counts as a no.',
  },
  choice_wrong: {
    severity: 'violation',
    title: () => 'What is kept is not what was answered',
    advice: 'See that no program of the page writes the cookie hf_consent.',
  },
  choice_before_answer: {
    severity: 'violation',
    title: () => 'An answer is kept before anybody was asked',
    advice: 'Nothing may be ticked in advance (GDPR, recital 32): see what sets the cookie hf_consent.',
  },
  choice_cookie: {
    severity: 'warning',
    title: () => 'The cookie that keeps the answer is not as it should be',
    advice: 'Serve the page by https, and see that no program of the page sets the cookie anew.',
  },
  weaker_reject: {
    severity: 'warning',
    title: () => 'No is harder to see than yes',
    advice: 'Make both the same in size and colour (EDPB cookie banner task force, 2023).',
  },
  unlisted_host: {
    severity: 'warning',
    title: (subject) => `${subject} is not in the table of services`,
    advice: 'Add it, so that visitors are told of it and it waits for them; or do without it.',
  },
  unlisted_entry: {
    severity: 'warning',
    title: () => 'What is stored after consent is not in the table of services',
    advice: 'Add these names to the services that they belong to: else they stay after withdrawal.',
  },
  unknown_entry: {
    severity: 'warning',
    title: () => 'Something is stored without consent that nobody has explained',
    advice:
      'Only what the visitor’s own wish cannot do without may be stored, such as a basket. Say so in the privacy page, or let it wait.',
  },
  page_error: {
    severity: 'warning',
    title: () => 'The page answered with an error',
    advice: 'Check the address and scan again: what is seen here is the error page.',
  },
  cut_short: {
    severity: 'warning',
    title: () => 'The page was not looked at to its end',
    advice: 'What is missing may be more of the same. Make the page lighter, or look at what it does all the time.',
  },
  service_unseen: {
    severity: 'note',
    title: (subject) => `${subject} was never seen`,
    advice: 'If the site does not use it any more, take it out of the table. It may be on another page.',
  },
  other_banner: {
    severity: 'note',
    title: () => 'The banner is not the one of this storefront',
    advice: 'Its answers are not recorded here. Put the tag of the storefront in its place to have proof.',
  },
  not_accepted: {
    severity: 'note',
    title: () => 'The banner could not be accepted',
    advice: 'What the page does after consent was not seen. Check it by hand.',
  },
  private_address: {
    severity: 'note',
    title: () => 'The page asked for addresses that are not of the public internet',
    advice: 'They were not reached. If visitors shall reach them, check the addresses.',
  },
  opens_windows: {
    severity: 'note',
    title: () => 'The page opens windows, dialogs or downloads by itself',
    advice: 'They were closed at once.',
  },
  others_keep: {
    severity: 'note',
    title: (subject) => `${subject} keeps cookies of its own after withdrawal`,
    advice: 'No page can remove what others keep for their own sites. Your privacy page should say so.',
  },
};
