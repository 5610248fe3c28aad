import type { ContactFormTexts } from './contact-form-texts.ts';

export const en: ContactFormTexts = {
  title: 'Contact',
  name: 'Name',
  email: 'E-mail',
  phone: 'Telephone',
  company: 'Company',
  message: 'Message',
  optional: 'optional',
  send: 'Send message',
  sending: 'Sending…',
  thanks: 'Thank you',
  thanksText: 'Your message has arrived. You get the answer by e-mail.',
  note: 'We use what you enter to answer you, and for nothing else.',
  linkConsent: 'Link my cookie choice to this message, so that it is found together with it',
  leaveEmpty: 'Leave this empty',
  noScript:
    'Your browser does not run JavaScript. A person looks at your message before it is passed on, so the answer may take longer.',
  required: 'Please fill this in.',
  badEmail: 'Enter an e-mail address such as name@example.com.',
  badText: 'This is too long or holds characters that cannot be shown.',
  fixFields: 'Nothing was sent yet. Please look at these fields:',
  limited: 'Too many messages were sent from here. Nothing was sent; please try again later.',
  notHuman: 'Nothing was sent: we could not confirm that a person sends this. Please try again.',
  failed: 'Nothing was sent. Please check your connection and try again; what you typed is still here.',
};
