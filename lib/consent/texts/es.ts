import type { BannerTexts } from '../categories.ts';

export const es: BannerTexts = {
  title: 'Su elección sobre las cookies',
  body: 'Queremos utilizar cookies y técnicas similares para los fines indicados a continuación. No se utiliza nada antes de que usted acepte y puede cambiar de opinión en cualquier momento.',
  acceptAll: 'Aceptar todo',
  rejectAll: 'Rechazar todo',
  choose: 'Elegir',
  save: 'Guardar mi elección',
  close: 'Cerrar y rechazar',
  settingsTitle: 'Configuración de cookies',
  settingsBody:
    'Decida para cada finalidad. Lo necesario está siempre activo; todo lo demás permanece desactivado hasta que usted lo active.',
  alwaysOn: 'Siempre activo',
  services: 'Servicios',
  reopen: 'Configuración de cookies',
  withdraw: 'Retirar el consentimiento',
  yourConsent: 'Su consentimiento y su prueba',
  privacy: 'Política de privacidad',
  imprint: 'Aviso legal',
  gpc: 'Su navegador pide que no se le rastree (Global Privacy Control). Lo hemos entendido como un rechazo.',
  blocked: '{service} está bloqueado hasta que permita «{category}».',
  allow: 'Permitir',
  categories: {
    necessary: { title: 'Necesarias', text: 'Imprescindibles para que la página funcione y recuerde su elección.' },
    functional: { title: 'Funcionales', text: 'Recuerdan sus ajustes y muestran contenidos como vídeos y mapas.' },
    analytics: { title: 'Analíticas', text: 'Miden cómo se utiliza la página para mejorarla.' },
    marketing: { title: 'Publicidad', text: 'Muestran y miden publicidad, aquí y en otros sitios.' },
  },
};
