import type { StorefrontTexts } from './storefront-texts.ts';

export const ro: StorefrontTexts = {
  skip: 'Sari la conținut',
  offers: 'Oferta noastră',
  contact: 'Contact',
  address: 'Adresă',
  hours: 'Program',
  email: 'E-mail',
  phone: 'Telefon',
  openAt: 'Deschideți pe {host}',
  back: 'Înapoi la {name}',
  imprint: {
    representedBy: 'Reprezentat de',
    register: 'Înregistrare',
    vatId: 'Cod de TVA',
    responsible: 'Responsabil pentru conținut',
  },
  privacy: {
    intro: 'Această pagină arată ce se întâmplă cu datele dumneavoastră când vizitați {name}.',
    controller: 'Cine este operatorul',
    visit: 'Când ne vizitați',
    visitText:
      'Pentru a vă trimite această pagină, serverul folosește adresa dumneavoastră IP și ceea ce îi comunică browserul, nu mai mult decât cer răspunsul și securitatea serverului. Temeiul juridic este interesul nostru legitim pentru o pagină sigură (articolul 6 alineatul (1) litera (f) din RGPD).',
    form: 'Când ne scrieți',
    formText:
      'Folosim ceea ce introduceți în formularul de contact pentru a vă răspunde. Mesajul este păstrat cel mult {months} luni. Temeiul juridic este interesul nostru legitim de a vă răspunde sau demersurile precontractuale pe care le solicitați (articolul 6 alineatul (1) literele (b) și (f) din RGPD).',
    botText:
      'Pentru a nu fi trimis de programe, formularul folosește Turnstile de la Cloudflare, care verifică adresa dumneavoastră IP și caracteristici ale browserului. Temeiul juridic este interesul nostru legitim de a ne proteja de abuzuri (articolul 6 alineatul (1) litera (f) din RGPD).',
    choices: 'Cookie-uri și alegerea dumneavoastră',
    choicesText:
      'Nimic de la terți nu se încarcă înainte de a permite dumneavoastră. Alegerea este păstrată în cookie-ul hf_consent timp de {days} de zile și, fără nume sau adresă, ca dovadă timp de {years} ani (articolul 7 alineatul (1) din RGPD). O puteți schimba sau retrage oricând la „{settings}”.',
    services: 'Servicii ale terților',
    noServices: 'Această pagină nu folosește servicii ale terților.',
    servicesText:
      'Aceste servicii se folosesc numai cu consimțământul dumneavoastră (articolul 6 alineatul (1) litera (a) din RGPD).',
    service: 'Serviciu',
    purpose: 'Scop',
    receivers: 'Destinatarii datelor',
    cookies: 'Cookie-uri',
    rights: 'Drepturile dumneavoastră',
    rightsText:
      'Aveți dreptul de acces, de rectificare, de ștergere, de restricționare a prelucrării și de portabilitate a datelor, precum și dreptul de opoziție. Consimțământul poate fi retras oricând, pentru viitor. Puteți depune o plângere la o autoritate de protecție a datelor.',
    ask: 'Întrebați despre datele dumneavoastră',
  },
};
