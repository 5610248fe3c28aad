import type { StorefrontTexts } from './storefront-texts.ts';

export const nl: StorefrontTexts = {
  skip: 'Naar de inhoud',
  offers: 'Ons aanbod',
  contact: 'Contact',
  address: 'Adres',
  hours: 'Openingstijden',
  email: 'E-mail',
  phone: 'Telefoon',
  openAt: 'Openen op {host}',
  back: 'Terug naar {name}',
  imprint: {
    representedBy: 'Vertegenwoordigd door',
    register: 'Inschrijving in het register',
    vatId: 'Btw-identificatienummer',
    responsible: 'Verantwoordelijk voor de inhoud',
  },
  privacy: {
    intro: 'Deze pagina zegt wat er met uw gegevens gebeurt wanneer u {name} bezoekt.',
    controller: 'Wie verantwoordelijk is',
    visit: 'Wanneer u ons bezoekt',
    visitText:
      'Om u deze pagina te sturen gebruikt de server uw IP-adres en wat uw browser hem meedeelt, niet langer dan het antwoord en de beveiliging van de server vereisen. De rechtsgrond is ons gerechtvaardigd belang bij een veilige pagina (artikel 6, lid 1, onder f), AVG).',
    form: 'Wanneer u ons schrijft',
    formText:
      'Wat u in het contactformulier invult, gebruiken we om u te antwoorden. Het bericht wordt hoogstens {months} maanden bewaard. De rechtsgrond is ons gerechtvaardigd belang om u te antwoorden, of stappen naar een overeenkomst waarom u vraagt (artikel 6, lid 1, onder b) en f), AVG).',
    botText:
      'Om te voorkomen dat programma’s het verzenden, gebruikt het formulier Turnstile van Cloudflare, dat uw IP-adres en kenmerken van uw browser bekijkt. De rechtsgrond is ons gerechtvaardigd belang bij bescherming tegen misbruik (artikel 6, lid 1, onder f), AVG).',
    choices: 'Cookies en uw keuze',
    choicesText:
      'Niets van derden wordt geladen voordat u het toestaat. Uw keuze wordt {days} dagen bewaard in de cookie hf_consent en, zonder naam of adres, {years} jaar als bewijs (artikel 7, lid 1, AVG). U kunt haar altijd wijzigen of intrekken onder ‘{settings}’.',
    services: 'Diensten van derden',
    noServices: 'Deze pagina gebruikt geen diensten van derden.',
    servicesText: 'Deze diensten worden alleen met uw toestemming gebruikt (artikel 6, lid 1, onder a), AVG).',
    service: 'Dienst',
    purpose: 'Doel',
    receivers: 'Gegevens gaan naar',
    cookies: 'Cookies',
    rights: 'Uw rechten',
    rightsText:
      'U hebt recht op inzage, rectificatie, wissing, beperking van de verwerking en overdraagbaarheid van gegevens, en het recht van bezwaar. U kunt uw toestemming altijd intrekken, met werking voor de toekomst. U kunt een klacht indienen bij een gegevensbeschermingsautoriteit.',
    ask: 'Naar uw gegevens vragen',
  },
};
