import type { BannerTexts } from '../categories.ts';

export const fr: BannerTexts = {
  title: 'Votre choix concernant les cookies',
  body: 'Nous souhaitons utiliser des cookies et des techniques similaires aux fins indiquées ci-dessous. Rien n’est utilisé avant votre accord, et vous pouvez changer d’avis à tout moment.',
  acceptAll: 'Tout accepter',
  rejectAll: 'Tout refuser',
  choose: 'Choisir',
  save: 'Enregistrer mon choix',
  close: 'Fermer et refuser',
  settingsTitle: 'Paramètres des cookies',
  settingsBody:
    'Décidez pour chaque finalité. Le nécessaire est toujours actif ; tout le reste demeure désactivé tant que vous ne l’activez pas.',
  alwaysOn: 'Toujours actif',
  services: 'Services',
  reopen: 'Paramètres des cookies',
  withdraw: 'Retirer mon consentement',
  yourConsent: 'Votre consentement et sa preuve',
  privacy: 'Politique de confidentialité',
  imprint: 'Mentions légales',
  gpc: 'Votre navigateur demande à ne pas être suivi (Global Privacy Control). Nous l’avons considéré comme un refus.',
  blocked: '{service} est bloqué tant que vous n’autorisez pas « {category} ».',
  allow: 'Autoriser',
  categories: {
    necessary: {
      title: 'Nécessaires',
      text: 'Indispensables au fonctionnement de la page et à la mémorisation de votre choix.',
    },
    functional: {
      title: 'Fonctionnels',
      text: 'Mémorisent vos réglages et affichent des contenus tels que vidéos et cartes.',
    },
    analytics: { title: 'Mesure d’audience', text: 'Mesurent l’utilisation de la page afin de l’améliorer.' },
    marketing: { title: 'Publicité', text: 'Affichent et mesurent la publicité, ici et ailleurs.' },
  },
};
