import type { StorefrontTexts } from './storefront-texts.ts';

export const it: StorefrontTexts = {
  skip: 'Vai al contenuto',
  offers: 'La nostra offerta',
  contact: 'Contatti',
  address: 'Indirizzo',
  hours: 'Orari di apertura',
  email: 'E-mail',
  phone: 'Telefono',
  openAt: 'Apri su {host}',
  back: 'Torna a {name}',
  imprint: {
    representedBy: 'Rappresentato da',
    register: 'Iscrizione al registro',
    vatId: 'Partita IVA',
    responsible: 'Responsabile dei contenuti',
  },
  privacy: {
    intro: 'Questa pagina spiega che cosa accade ai Suoi dati quando visita {name}.',
    controller: 'Chi è il titolare',
    visit: 'Quando ci visita',
    visitText:
      'Per inviarLe questa pagina il server usa il Suo indirizzo IP e ciò che il Suo browser gli comunica, non più a lungo di quanto richiedano la risposta e la sicurezza del server. La base giuridica è il nostro legittimo interesse a una pagina sicura (articolo 6, paragrafo 1, lettera f), del GDPR).',
    form: 'Quando ci scrive',
    formText:
      'Usiamo ciò che inserisce nel modulo di contatto per risponderLe. Il messaggio è conservato al massimo per {months} mesi. La base giuridica è il nostro legittimo interesse a risponderLe o l’esecuzione di misure precontrattuali da Lei richieste (articolo 6, paragrafo 1, lettere b) e f), del GDPR).',
    botText:
      'Per evitare invii da parte di programmi, il modulo usa Turnstile di Cloudflare, che esamina il Suo indirizzo IP e caratteristiche del Suo browser. La base giuridica è il nostro legittimo interesse a proteggerci dagli abusi (articolo 6, paragrafo 1, lettera f), del GDPR).',
    choices: 'Cookie e la Sua scelta',
    choicesText:
      'Nulla di terzi viene caricato prima che Lei lo consenta. La Sua scelta è conservata nel cookie hf_consent per {days} giorni e, senza nome né indirizzo, come prova per {years} anni (articolo 7, paragrafo 1, del GDPR). Può modificarla o revocarla in qualsiasi momento in «{settings}».',
    services: 'Servizi di terzi',
    noServices: 'Questa pagina non usa servizi di terzi.',
    servicesText: 'Questi servizi sono usati solo con il Suo consenso (articolo 6, paragrafo 1, lettera a), del GDPR).',
    service: 'Servizio',
    purpose: 'Finalità',
    receivers: 'Destinatari',
    cookies: 'Cookie',
    rights: 'I Suoi diritti',
    rightsText:
      'Ha diritto di accesso, rettifica, cancellazione, limitazione del trattamento e portabilità dei dati, nonché il diritto di opposizione. Può revocare il consenso in qualsiasi momento, con effetto per il futuro. Può proporre reclamo a un’autorità di protezione dei dati.',
    ask: 'Chiedere dei propri dati',
  },
};
