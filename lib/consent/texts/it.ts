import type { BannerTexts } from '../categories.ts';

export const it: BannerTexts = {
  title: 'La sua scelta sui cookie',
  body: 'Vorremmo utilizzare cookie e tecniche simili per le finalità indicate di seguito. Nulla viene utilizzato prima del suo consenso e può cambiare idea in qualsiasi momento.',
  acceptAll: 'Accetta tutto',
  rejectAll: 'Rifiuta tutto',
  choose: 'Scegli',
  save: 'Salva la mia scelta',
  close: 'Chiudi e rifiuta',
  settingsTitle: 'Impostazioni dei cookie',
  settingsBody:
    'Decida per ogni finalità. Ciò che è necessario è sempre attivo; tutto il resto rimane disattivato finché non lo attiva.',
  alwaysOn: 'Sempre attivi',
  services: 'Servizi',
  reopen: 'Impostazioni dei cookie',
  withdraw: 'Revoca il consenso',
  yourConsent: 'Il suo consenso e la sua prova',
  privacy: 'Informativa sulla privacy',
  imprint: 'Note legali',
  gpc: 'Il suo browser chiede di non essere tracciato (Global Privacy Control). Lo abbiamo considerato un rifiuto.',
  blocked: '{service} è bloccato finché non consente «{category}».',
  allow: 'Consenti',
  categories: {
    necessary: { title: 'Necessari', text: 'Servono al funzionamento della pagina e a ricordare la sua scelta.' },
    functional: { title: 'Funzionali', text: 'Ricordano le impostazioni e mostrano contenuti come video e mappe.' },
    analytics: { title: 'Statistici', text: 'Misurano come viene usata la pagina, per migliorarla.' },
    marketing: { title: 'Pubblicitari', text: 'Mostrano e misurano la pubblicità, qui e altrove.' },
  },
};
