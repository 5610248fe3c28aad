import type { BannerTexts } from '../categories.ts';

export const fi: BannerTexts = {
  title: 'Valintasi evästeistä',
  body: 'Haluaisimme käyttää evästeitä ja vastaavia tekniikoita alla mainittuihin tarkoituksiin. Mitään ei käytetä ennen suostumustasi, ja voit muuttaa mieltäsi milloin tahansa.',
  acceptAll: 'Hyväksy kaikki',
  rejectAll: 'Hylkää kaikki',
  choose: 'Valitse',
  save: 'Tallenna valintani',
  close: 'Sulje ja hylkää',
  settingsTitle: 'Evästeasetukset',
  settingsBody:
    'Päätä kustakin tarkoituksesta. Välttämättömät ovat aina käytössä; kaikki muu on pois päältä, kunnes kytket sen päälle.',
  alwaysOn: 'Aina käytössä',
  services: 'Palvelut',
  reopen: 'Evästeasetukset',
  withdraw: 'Peru suostumus',
  yourConsent: 'Suostumuksesi ja sen todiste',
  privacy: 'Tietosuojaseloste',
  imprint: 'Sivuston tiedot',
  gpc: 'Selaimesi pyytää, ettei sinua seurata (Global Privacy Control). Olemme tulkinneet sen kielloksi.',
  blocked: '{service} on estetty, kunnes sallit kohdan ”{category}”.',
  allow: 'Salli',
  categories: {
    necessary: { title: 'Välttämättömät', text: 'Tarvitaan, jotta sivu toimii ja valintasi muistetaan.' },
    functional: {
      title: 'Toiminnalliset',
      text: 'Muistavat asetukset ja näyttävät sisältöä, kuten videoita ja karttoja.',
    },
    analytics: { title: 'Tilastointi', text: 'Mittaavat sivun käyttöä sen parantamiseksi.' },
    marketing: { title: 'Markkinointi', text: 'Näyttävät ja mittaavat mainontaa täällä ja muualla.' },
  },
};
