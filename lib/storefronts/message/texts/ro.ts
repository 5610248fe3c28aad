import type { ContactFormTexts } from './contact-form-texts.ts';

export const ro: ContactFormTexts = {
  title: 'Contact',
  name: 'Nume',
  email: 'E-mail',
  phone: 'Telefon',
  company: 'Companie',
  message: 'Mesaj',
  optional: 'opțional',
  send: 'Trimite mesajul',
  sending: 'Se trimite…',
  thanks: 'Vă mulțumim',
  thanksText: 'Mesajul dumneavoastră a ajuns. Veți primi răspunsul prin e-mail.',
  note: 'Folosim ceea ce introduceți pentru a vă răspunde și pentru nimic altceva.',
  linkConsent: 'Asociază alegerea mea privind cookie-urile cu acest mesaj, pentru a fi găsită împreună cu el',
  leaveEmpty: 'Lăsați acest câmp gol',
  noScript:
    'Browserul dumneavoastră nu rulează JavaScript. O persoană se uită la mesaj înainte de a fi transmis, așa că răspunsul poate dura mai mult.',
  required: 'Completați acest câmp.',
  badEmail: 'Introduceți o adresă de e-mail, de exemplu nume@example.com.',
  badText: 'Textul este prea lung sau conține caractere care nu pot fi afișate.',
  fixFields: 'Încă nu s-a trimis nimic. Verificați aceste câmpuri:',
  limited: 'De aici s-au trimis prea multe mesaje. Nu s-a trimis nimic; încercați mai târziu.',
  notHuman: 'Nu s-a trimis nimic: nu am putut confirma că trimite o persoană. Încercați din nou.',
  failed: 'Nu s-a trimis nimic. Verificați conexiunea și încercați din nou; ceea ce ați scris este încă aici.',
};
