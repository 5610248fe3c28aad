import type { StorefrontTexts } from './storefront-texts.ts';

export const en: StorefrontTexts = {
  skip: 'Skip to content',
  offers: 'What we offer',
  contact: 'Contact',
  address: 'Address',
  hours: 'Opening hours',
  email: 'E-mail',
  phone: 'Telephone',
  openAt: 'Open at {host}',
  back: 'Back to {name}',
  imprint: {
    representedBy: 'Represented by',
    register: 'Register entry',
    vatId: 'VAT identification number',
    responsible: 'Responsible for the content',
  },
  privacy: {
    intro: 'This page says what happens with your data when you visit {name}.',
    controller: 'Who is responsible',
    visit: 'When you visit',
    visitText:
      'To send you this page, the server uses your IP address and what your browser tells it, for no longer than the answer takes and the security of the server needs. The legal basis is our legitimate interest in a secure page (GDPR, Article 6(1)(f)).',
    form: 'When you write to us',
    formText:
      'We use what you enter in the contact form to answer you. The message is kept for {months} months at most. The legal basis is our legitimate interest in answering you, or steps towards a contract that you ask for (GDPR, Article 6(1)(b) and (f)).',
    botText:
      'To keep programs from sending it, the form uses Turnstile by Cloudflare, which looks at your IP address and features of your browser. The legal basis is our legitimate interest in being spared abuse (GDPR, Article 6(1)(f)).',
    choices: 'Cookies and your choice',
    choicesText:
      'Nothing of others is loaded before you allow it. Your choice is kept in the cookie hf_consent for {days} days and, without name or address, as proof for {years} years (GDPR, Article 7(1)). You can change or withdraw it at any time under “{settings}”.',
    services: 'Services of others',
    noServices: 'This page uses no services of others.',
    servicesText: 'These services are used only with your consent (GDPR, Article 6(1)(a)).',
    service: 'Service',
    purpose: 'Purpose',
    receivers: 'Data goes to',
    cookies: 'Cookies',
    rights: 'Your rights',
    rightsText:
      'You have the right to access, rectification, erasure, restriction of processing and data portability, and the right to object. Consent can be withdrawn at any time, with effect for the future. You may complain to a data protection authority.',
    ask: 'Ask about your data',
  },
};
