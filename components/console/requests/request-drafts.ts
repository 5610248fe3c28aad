import type { RequestKind } from '#lib/privacy/requests/kinds.ts';

/** What the answer to each kind may begin as. */
export const answerDrafts: Readonly<Record<RequestKind, string>> = {
  access:
    'You asked what we keep about you. You find a copy of it in the archive below, with a list of what is in it.\n\nWe use it to [purpose]. It came from [source]. We gave it to [recipients]. We keep it for [time].\n\nYou may ask us to correct or delete it, to restrict its use, or object to it, and you may complain to a supervisory authority.',
  rectification: 'You asked us to correct data about you. We have corrected: ',
  erasure:
    'You asked us to delete data about you. We have deleted it from our records. Copies in backups lose it when they are restored, and are gone after [time].\n\nThat you asked, and when, stays on record without your name or address.',
  restriction:
    'You asked us not to use data about you for the time being. We keep it, but do not use it, until [when]. We tell you before that ends.',
  portability:
    'You asked for the data that you gave us, in a form that other programs can read. You find it in the archive below, as JSON.',
  objection: 'You objected to what is done with data about you. From now on we do not use it for: ',
};

/** What the product does by itself when a request of this kind is fulfilled. */
export const carriesOut: Readonly<Record<RequestKind, { readonly label: string; readonly hint: string } | null>> = {
  access: {
    label: 'Attach an export of the contact',
    hint: 'The person can fetch it five times while the link works.',
  },
  portability: {
    label: 'Attach an export of the contact',
    hint: 'The person can fetch it five times while the link works.',
  },
  erasure: {
    label: 'Erase the contact',
    hint: 'For good: the contact and everything about them. The answer goes out by mail alone, then the address goes too.',
  },
  restriction: {
    label: 'Put the contact on hold',
    hint: 'Nothing about them is erased, by nobody and by no lapse of time, until the hold is released.',
  },
  rectification: null,
  objection: null,
};
