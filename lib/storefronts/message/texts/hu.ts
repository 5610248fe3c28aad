import type { ContactFormTexts } from './contact-form-texts.ts';

export const hu: ContactFormTexts = {
  title: 'Kapcsolat',
  name: 'Név',
  email: 'E-mail',
  phone: 'Telefon',
  company: 'Cég',
  message: 'Üzenet',
  optional: 'nem kötelező',
  send: 'Üzenet küldése',
  sending: 'Küldés…',
  thanks: 'Köszönjük',
  thanksText: 'Üzenete megérkezett. A választ e-mailben kapja meg.',
  note: 'A megadott adatokat arra használjuk, hogy válaszoljunk Önnek, másra nem.',
  linkConsent: 'A sütikről hozott döntésem összekapcsolása ezzel az üzenettel, hogy vele együtt megtalálható legyen',
  leaveEmpty: 'Ezt a mezőt hagyja üresen',
  noScript:
    'Böngészője nem futtat JavaScriptet. Továbbítás előtt egy ember megnézi az üzenetét, ezért a válasz tovább tarthat.',
  required: 'Kérjük, töltse ki ezt a mezőt.',
  badEmail: 'Adjon meg egy e-mail-címet, például nev@example.com.',
  badText: 'Túl hosszú, vagy nem megjeleníthető karaktereket tartalmaz.',
  fixFields: 'Még semmi sem lett elküldve. Kérjük, nézze át ezeket a mezőket:',
  limited: 'Innen túl sok üzenetet küldtek. Semmi sem lett elküldve; kérjük, próbálja meg később.',
  notHuman: 'Semmi sem lett elküldve: nem tudtuk megerősíteni, hogy ember küldi. Kérjük, próbálja újra.',
  failed: 'Semmi sem lett elküldve. Ellenőrizze a kapcsolatot, és próbálja újra; amit beírt, megmaradt.',
};
