import type { ContactFormTexts } from './contact-form-texts.ts';

export const et: ContactFormTexts = {
  title: 'Kontakt',
  name: 'Nimi',
  email: 'E-post',
  phone: 'Telefon',
  company: 'Ettevõte',
  message: 'Sõnum',
  optional: 'valikuline',
  send: 'Saada sõnum',
  sending: 'Saatmine…',
  thanks: 'Aitäh',
  thanksText: 'Teie sõnum on kohal. Vastuse saate e-postiga.',
  note: 'Kasutame sisestatut Teile vastamiseks ja mitte millekski muuks.',
  linkConsent: 'Seo minu küpsisevalik selle sõnumiga, et see leitaks koos sõnumiga',
  leaveEmpty: 'Jätke see väli tühjaks',
  noScript:
    'Teie brauser ei käivita JavaScripti. Inimene vaatab sõnumi enne edastamist üle, seega võib vastus võtta kauem aega.',
  required: 'Palun täitke see väli.',
  badEmail: 'Sisestage e-posti aadress, näiteks nimi@example.com.',
  badText: 'See on liiga pikk või sisaldab märke, mida ei saa kuvada.',
  fixFields: 'Midagi ei ole veel saadetud. Palun vaadake need väljad üle:',
  limited: 'Siit on saadetud liiga palju sõnumeid. Midagi ei saadetud; proovige hiljem uuesti.',
  notHuman: 'Midagi ei saadetud: me ei saanud kinnitada, et saatja on inimene. Proovige uuesti.',
  failed: 'Midagi ei saadetud. Kontrollige ühendust ja proovige uuesti; sisestatu on alles.',
};
