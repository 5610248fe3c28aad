import type { StorefrontTexts } from './storefront-texts.ts';

export const da: StorefrontTexts = {
  skip: 'Gå til indholdet',
  offers: 'Det tilbyder vi',
  contact: 'Kontakt',
  address: 'Adresse',
  hours: 'Åbningstider',
  email: 'E-mail',
  phone: 'Telefon',
  openAt: 'Åbn på {host}',
  back: 'Tilbage til {name}',
  imprint: {
    representedBy: 'Repræsenteret ved',
    register: 'Registrering',
    vatId: 'Momsnummer',
    responsible: 'Ansvarlig for indholdet',
  },
  privacy: {
    intro: 'Denne side fortæller, hvad der sker med dine oplysninger, når du besøger {name}.',
    controller: 'Hvem der er ansvarlig',
    visit: 'Når du besøger os',
    visitText:
      'For at sende dig denne side bruger serveren din IP-adresse og det, din browser meddeler den, ikke længere end svaret og serverens sikkerhed kræver. Retsgrundlaget er vores legitime interesse i en sikker side (databeskyttelsesforordningens artikel 6, stk. 1, litra f).',
    form: 'Når du skriver til os',
    formText:
      'Det, du skriver i kontaktformularen, bruger vi til at svare dig. Beskeden opbevares i højst {months} måneder. Retsgrundlaget er vores legitime interesse i at svare dig eller skridt mod en aftale, som du beder om (databeskyttelsesforordningens artikel 6, stk. 1, litra b og f).',
    botText:
      'For at programmer ikke skal sende den, bruger formularen Turnstile fra Cloudflare, som ser på din IP-adresse og kendetegn ved din browser. Retsgrundlaget er vores legitime interesse i beskyttelse mod misbrug (databeskyttelsesforordningens artikel 6, stk. 1, litra f).',
    choices: 'Cookies og dit valg',
    choicesText:
      'Intet fra andre indlæses, før du tillader det. Dit valg opbevares i cookien hf_consent i {days} dage og, uden navn eller adresse, som bevis i {years} år (databeskyttelsesforordningens artikel 7, stk. 1). Du kan altid ændre det eller trække det tilbage under »{settings}«.',
    services: 'Tjenester fra andre',
    noServices: 'Denne side bruger ingen tjenester fra andre.',
    servicesText:
      'Disse tjenester bruges kun med dit samtykke (databeskyttelsesforordningens artikel 6, stk. 1, litra a).',
    service: 'Tjeneste',
    purpose: 'Formål',
    receivers: 'Oplysninger går til',
    cookies: 'Cookies',
    rights: 'Dine rettigheder',
    rightsText:
      'Du har ret til indsigt, berigtigelse, sletning, begrænsning af behandlingen og dataportabilitet samt ret til indsigelse. Samtykke kan altid trækkes tilbage med virkning for fremtiden. Du kan klage til en databeskyttelsesmyndighed.',
    ask: 'Spørg om dine oplysninger',
  },
};
