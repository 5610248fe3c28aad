import type { StorefrontTexts } from './storefront-texts.ts';

export const es: StorefrontTexts = {
  skip: 'Saltar al contenido',
  offers: 'Lo que ofrecemos',
  contact: 'Contacto',
  address: 'Dirección',
  hours: 'Horario',
  email: 'Correo electrónico',
  phone: 'Teléfono',
  openAt: 'Abrir en {host}',
  back: 'Volver a {name}',
  imprint: {
    representedBy: 'Representado por',
    register: 'Datos registrales',
    vatId: 'Número de IVA',
    responsible: 'Responsable del contenido',
  },
  privacy: {
    intro: 'Esta página explica qué ocurre con sus datos cuando visita {name}.',
    controller: 'Quién es el responsable',
    visit: 'Cuando nos visita',
    visitText:
      'Para enviarle esta página, el servidor utiliza su dirección IP y lo que su navegador le comunica, no más tiempo del que exigen la respuesta y la seguridad del servidor. La base jurídica es nuestro interés legítimo en una página segura (artículo 6, apartado 1, letra f), del RGPD).',
    form: 'Cuando nos escribe',
    formText:
      'Utilizamos lo que introduce en el formulario de contacto para responderle. El mensaje se conserva como máximo {months} meses. La base jurídica es nuestro interés legítimo en responderle o las medidas precontractuales que usted solicite (artículo 6, apartado 1, letras b) y f), del RGPD).',
    botText:
      'Para que no lo envíen programas, el formulario utiliza Turnstile de Cloudflare, que examina su dirección IP y características de su navegador. La base jurídica es nuestro interés legítimo en protegernos de abusos (artículo 6, apartado 1, letra f), del RGPD).',
    choices: 'Cookies y su elección',
    choicesText:
      'Nada de terceros se carga antes de que usted lo permita. Su elección se conserva en la cookie hf_consent durante {days} días y, sin nombre ni dirección, como prueba durante {years} años (artículo 7, apartado 1, del RGPD). Puede cambiarla o retirarla en cualquier momento en «{settings}».',
    services: 'Servicios de terceros',
    noServices: 'Esta página no utiliza servicios de terceros.',
    servicesText:
      'Estos servicios solo se utilizan con su consentimiento (artículo 6, apartado 1, letra a), del RGPD).',
    service: 'Servicio',
    purpose: 'Finalidad',
    receivers: 'Destinatarios',
    cookies: 'Cookies',
    rights: 'Sus derechos',
    rightsText:
      'Tiene derecho de acceso, rectificación, supresión, limitación del tratamiento y portabilidad de los datos, así como derecho de oposición. Puede retirar su consentimiento en cualquier momento, con efecto para el futuro. Puede presentar una reclamación ante una autoridad de protección de datos.',
    ask: 'Preguntar por sus datos',
  },
};
