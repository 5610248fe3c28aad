import type { ContactFormTexts } from './contact-form-texts.ts';

export const sk: ContactFormTexts = {
  title: 'Kontakt',
  name: 'Meno',
  email: 'E-mail',
  phone: 'Telefón',
  company: 'Firma',
  message: 'Správa',
  optional: 'nepovinné',
  send: 'Odoslať správu',
  sending: 'Odosiela sa…',
  thanks: 'Ďakujeme',
  thanksText: 'Vaša správa dorazila. Odpoveď dostanete e-mailom.',
  note: 'Zadané údaje použijeme, aby sme vám odpovedali, a na nič iné.',
  linkConsent: 'Prepojiť moju voľbu cookies s touto správou, aby sa našla spolu s ňou',
  leaveEmpty: 'Toto pole nechajte prázdne',
  noScript:
    'Váš prehliadač nespúšťa JavaScript. Skôr než sa správa postúpi, pozrie sa na ňu človek, odpoveď preto môže trvať dlhšie.',
  required: 'Vyplňte toto pole.',
  badEmail: 'Zadajte e-mailovú adresu, napríklad meno@example.com.',
  badText: 'Text je príliš dlhý alebo obsahuje znaky, ktoré sa nedajú zobraziť.',
  fixFields: 'Zatiaľ sa nič neodoslalo. Pozrite si tieto polia:',
  limited: 'Odtiaľto bolo odoslaných priveľa správ. Nič sa neodoslalo; skúste to neskôr.',
  notHuman: 'Nič sa neodoslalo: nepodarilo sa overiť, že správu posiela človek. Skúste to znova.',
  failed: 'Nič sa neodoslalo. Skontrolujte pripojenie a skúste to znova; čo ste napísali, tu zostalo.',
};
