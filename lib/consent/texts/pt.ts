import type { BannerTexts } from '../categories.ts';

export const pt: BannerTexts = {
  title: 'A sua escolha sobre cookies',
  body: 'Gostaríamos de utilizar cookies e técnicas semelhantes para as finalidades indicadas abaixo. Nada é utilizado antes do seu consentimento e pode mudar de opinião a qualquer momento.',
  acceptAll: 'Aceitar tudo',
  rejectAll: 'Rejeitar tudo',
  choose: 'Escolher',
  save: 'Guardar a minha escolha',
  close: 'Fechar e rejeitar',
  settingsTitle: 'Definições de cookies',
  settingsBody:
    'Decida para cada finalidade. O que é necessário está sempre ativo; tudo o resto permanece desligado até que o ligue.',
  alwaysOn: 'Sempre ativo',
  services: 'Serviços',
  reopen: 'Definições de cookies',
  withdraw: 'Retirar o consentimento',
  yourConsent: 'O seu consentimento e a sua prova',
  privacy: 'Política de privacidade',
  imprint: 'Ficha legal',
  gpc: 'O seu navegador pede para não ser seguido (Global Privacy Control). Considerámo-lo uma recusa.',
  blocked: '{service} está bloqueado até permitir «{category}».',
  allow: 'Permitir',
  categories: {
    necessary: { title: 'Necessários', text: 'Indispensáveis para a página funcionar e recordar a sua escolha.' },
    functional: { title: 'Funcionais', text: 'Recordam definições e mostram conteúdos como vídeos e mapas.' },
    analytics: { title: 'Estatísticos', text: 'Medem a utilização da página, para a melhorar.' },
    marketing: { title: 'Publicidade', text: 'Mostram e medem publicidade, aqui e noutros sítios.' },
  },
};
