import type { StorefrontTexts } from './storefront-texts.ts';

export const fi: StorefrontTexts = {
  skip: 'Siirry sisältöön',
  offers: 'Mitä tarjoamme',
  contact: 'Yhteystiedot',
  address: 'Osoite',
  hours: 'Aukioloajat',
  email: 'Sähköposti',
  phone: 'Puhelin',
  openAt: 'Avaa osoitteessa {host}',
  back: 'Takaisin: {name}',
  imprint: {
    representedBy: 'Edustaja',
    register: 'Rekisterimerkintä',
    vatId: 'ALV-tunniste',
    responsible: 'Vastaa sisällöstä',
  },
  privacy: {
    intro: 'Tällä sivulla kerrotaan, mitä tiedoillesi tapahtuu, kun vierailet sivulla {name}.',
    controller: 'Kuka vastaa tiedoista',
    visit: 'Kun vierailet sivulla',
    visitText:
      'Lähettääkseen sinulle tämän sivun palvelin käyttää IP-osoitettasi ja selaimesi ilmoittamia tietoja enintään niin kauan kuin vastaus ja palvelimen turvallisuus edellyttävät. Oikeusperuste on oikeutettu etumme turvalliseen sivuun (yleinen tietosuoja-asetus, 6 artiklan 1 kohdan f alakohta).',
    form: 'Kun kirjoitat meille',
    formText:
      'Käytämme yhteydenottolomakkeeseen kirjoittamiasi tietoja vastataksemme sinulle. Viestiä säilytetään enintään {months} kuukautta. Oikeusperuste on oikeutettu etumme vastata sinulle tai pyytämäsi sopimusta edeltävät toimet (yleinen tietosuoja-asetus, 6 artiklan 1 kohdan b ja f alakohta).',
    botText:
      'Jotta ohjelmat eivät lähettäisi lomaketta, siinä käytetään Cloudflaren Turnstile-palvelua, joka tarkastelee IP-osoitettasi ja selaimesi ominaisuuksia. Oikeusperuste on oikeutettu etumme suojautua väärinkäytöltä (yleinen tietosuoja-asetus, 6 artiklan 1 kohdan f alakohta).',
    choices: 'Evästeet ja valintasi',
    choicesText:
      'Mitään ulkopuolista ei ladata, ennen kuin sallit sen. Valintasi säilytetään evästeessä hf_consent {days} päivää ja ilman nimeä tai osoitetta todisteena {years} vuotta (yleinen tietosuoja-asetus, 7 artiklan 1 kohta). Voit muuttaa sitä tai perua sen milloin tahansa kohdassa ”{settings}”.',
    services: 'Ulkopuoliset palvelut',
    noServices: 'Tällä sivulla ei käytetä ulkopuolisia palveluja.',
    servicesText:
      'Näitä palveluja käytetään vain suostumuksellasi (yleinen tietosuoja-asetus, 6 artiklan 1 kohdan a alakohta).',
    service: 'Palvelu',
    purpose: 'Tarkoitus',
    receivers: 'Tietojen saajat',
    cookies: 'Evästeet',
    rights: 'Oikeutesi',
    rightsText:
      'Sinulla on oikeus saada pääsy tietoihisi, oikaista ja poistaa ne, rajoittaa niiden käsittelyä, siirtää ne järjestelmästä toiseen ja vastustaa käsittelyä. Suostumuksen voi perua milloin tahansa tulevaisuuden osalta. Voit tehdä valituksen tietosuojaviranomaiselle.',
    ask: 'Kysy tiedoistasi',
  },
};
