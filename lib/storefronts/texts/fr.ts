import type { StorefrontTexts } from './storefront-texts.ts';

export const fr: StorefrontTexts = {
  skip: 'Aller au contenu',
  offers: 'Notre offre',
  contact: 'Contact',
  address: 'Adresse',
  hours: 'Horaires d’ouverture',
  email: 'E-mail',
  phone: 'Téléphone',
  openAt: 'Ouvrir sur {host}',
  back: 'Retour à {name}',
  imprint: {
    representedBy: 'Représenté par',
    register: 'Inscription au registre',
    vatId: 'Numéro de TVA intracommunautaire',
    responsible: 'Responsable du contenu',
  },
  privacy: {
    intro: 'Cette page explique ce que deviennent vos données lorsque vous visitez le site de {name}.',
    controller: 'Qui est responsable',
    visit: 'Lorsque vous visitez le site',
    visitText:
      'Pour vous envoyer cette page, le serveur utilise votre adresse IP et ce que votre navigateur lui indique, pas plus longtemps que ne l’exigent la réponse et la sécurité du serveur. La base juridique est notre intérêt légitime à offrir une page sûre (article 6, paragraphe 1, point f), du RGPD).',
    form: 'Lorsque vous nous écrivez',
    formText:
      'Nous utilisons ce que vous saisissez dans le formulaire de contact pour vous répondre. Le message est conservé {months} mois au plus. La base juridique est notre intérêt légitime à vous répondre ou les démarches en vue d’un contrat que vous demandez (article 6, paragraphe 1, points b) et f), du RGPD).',
    botText:
      'Pour que des programmes ne l’envoient pas, le formulaire utilise Turnstile de Cloudflare, qui examine votre adresse IP et des caractéristiques de votre navigateur. La base juridique est notre intérêt légitime à nous protéger des abus (article 6, paragraphe 1, point f), du RGPD).',
    choices: 'Cookies et votre choix',
    choicesText:
      'Rien de tiers n’est chargé avant que vous l’autorisiez. Votre choix est conservé dans le cookie hf_consent pendant {days} jours et, sans nom ni adresse, comme preuve pendant {years} ans (article 7, paragraphe 1, du RGPD). Vous pouvez le modifier ou le retirer à tout moment sous « {settings} ».',
    services: 'Services de tiers',
    noServices: 'Cette page n’utilise aucun service de tiers.',
    servicesText:
      'Ces services ne sont utilisés qu’avec votre consentement (article 6, paragraphe 1, point a), du RGPD).',
    service: 'Service',
    purpose: 'Finalité',
    receivers: 'Destinataires',
    cookies: 'Cookies',
    rights: 'Vos droits',
    rightsText:
      'Vous avez le droit d’accéder à vos données, de les faire rectifier ou effacer, d’en faire limiter le traitement et de les recevoir dans un format portable, ainsi que le droit d’opposition. Vous pouvez retirer votre consentement à tout moment, pour l’avenir. Vous pouvez introduire une réclamation auprès d’une autorité de protection des données.',
    ask: 'Poser une question sur vos données',
  },
};
