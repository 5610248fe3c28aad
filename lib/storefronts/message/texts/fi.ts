import type { ContactFormTexts } from './contact-form-texts.ts';

export const fi: ContactFormTexts = {
  title: 'Yhteydenotto',
  name: 'Nimi',
  email: 'Sähköposti',
  phone: 'Puhelin',
  company: 'Yritys',
  message: 'Viesti',
  optional: 'valinnainen',
  send: 'Lähetä viesti',
  sending: 'Lähetetään…',
  thanks: 'Kiitos',
  thanksText: 'Viestisi on saapunut. Saat vastauksen sähköpostitse.',
  note: 'Käytämme antamiasi tietoja vastaamiseen emmekä mihinkään muuhun.',
  linkConsent: 'Liitä evästevalintani tähän viestiin, jotta se löytyy viestin kanssa',
  leaveEmpty: 'Jätä tämä kenttä tyhjäksi',
  noScript:
    'Selaimesi ei suorita JavaScriptiä. Ihminen katsoo viestisi ennen kuin se välitetään, joten vastaus voi kestää pidempään.',
  required: 'Täytä tämä kenttä.',
  badEmail: 'Anna sähköpostiosoite, esimerkiksi nimi@example.com.',
  badText: 'Tämä on liian pitkä tai sisältää merkkejä, joita ei voi näyttää.',
  fixFields: 'Mitään ei ole vielä lähetetty. Tarkista nämä kentät:',
  limited: 'Täältä on lähetetty liian monta viestiä. Mitään ei lähetetty; yritä myöhemmin uudelleen.',
  notHuman: 'Mitään ei lähetetty: emme voineet varmistaa, että lähettäjä on ihminen. Yritä uudelleen.',
  failed: 'Mitään ei lähetetty. Tarkista yhteytesi ja yritä uudelleen; kirjoittamasi on tallella.',
};
