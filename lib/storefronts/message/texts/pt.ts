import type { ContactFormTexts } from './contact-form-texts.ts';

export const pt: ContactFormTexts = {
  title: 'Contacto',
  name: 'Nome',
  email: 'E-mail',
  phone: 'Telefone',
  company: 'Empresa',
  message: 'Mensagem',
  optional: 'opcional',
  send: 'Enviar mensagem',
  sending: 'A enviar…',
  thanks: 'Obrigado',
  thanksText: 'A sua mensagem chegou. Receberá a resposta por e-mail.',
  note: 'Usamos o que escreve para lhe responder e para mais nada.',
  linkConsent: 'Associar a minha escolha de cookies a esta mensagem, para ser encontrada com ela',
  leaveEmpty: 'Deixe este campo vazio',
  noScript:
    'O seu navegador não executa JavaScript. Uma pessoa vê a sua mensagem antes de a encaminhar, pelo que a resposta pode demorar mais.',
  required: 'Preencha este campo.',
  badEmail: 'Introduza um endereço de e-mail, por exemplo nome@example.com.',
  badText: 'É demasiado longo ou contém caracteres que não podem ser mostrados.',
  fixFields: 'Ainda não foi enviado nada. Verifique estes campos:',
  limited: 'Foram enviadas demasiadas mensagens a partir daqui. Nada foi enviado; tente mais tarde.',
  notHuman: 'Nada foi enviado: não conseguimos confirmar que é uma pessoa que envia. Tente novamente.',
  failed: 'Nada foi enviado. Verifique a sua ligação e tente novamente; o que escreveu continua aqui.',
};
