import type { ContactFormTexts } from './contact-form-texts.ts';

export const cs: ContactFormTexts = {
  title: 'Kontakt',
  name: 'Jméno',
  email: 'E-mail',
  phone: 'Telefon',
  company: 'Firma',
  message: 'Zpráva',
  optional: 'nepovinné',
  send: 'Odeslat zprávu',
  sending: 'Odesílá se…',
  thanks: 'Děkujeme',
  thanksText: 'Vaše zpráva dorazila. Odpověď dostanete e-mailem.',
  note: 'Zadané údaje použijeme, abychom vám odpověděli, a k ničemu jinému.',
  linkConsent: 'Propojit mou volbu cookies s touto zprávou, aby se našla spolu s ní',
  leaveEmpty: 'Toto pole nechte prázdné',
  noScript:
    'Váš prohlížeč nespouští JavaScript. Než bude zpráva předána, podívá se na ni člověk, odpověď proto může trvat déle.',
  required: 'Vyplňte prosím toto pole.',
  badEmail: 'Zadejte e-mailovou adresu, například jmeno@example.com.',
  badText: 'Text je příliš dlouhý nebo obsahuje znaky, které nelze zobrazit.',
  fixFields: 'Zatím se nic neodeslalo. Podívejte se prosím na tato pole:',
  limited: 'Odsud bylo odesláno příliš mnoho zpráv. Nic se neodeslalo; zkuste to prosím později.',
  notHuman: 'Nic se neodeslalo: nepodařilo se ověřit, že zprávu posílá člověk. Zkuste to prosím znovu.',
  failed: 'Nic se neodeslalo. Zkontrolujte připojení a zkuste to znovu; co jste napsali, tu zůstalo.',
};
