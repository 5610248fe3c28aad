import type { StorefrontTexts } from './storefront-texts.ts';

export const pt: StorefrontTexts = {
  skip: 'Saltar para o conteúdo',
  offers: 'O que oferecemos',
  contact: 'Contacto',
  address: 'Morada',
  hours: 'Horário de funcionamento',
  email: 'E-mail',
  phone: 'Telefone',
  openAt: 'Abrir em {host}',
  back: 'Voltar a {name}',
  imprint: {
    representedBy: 'Representado por',
    register: 'Registo',
    vatId: 'Número de IVA',
    responsible: 'Responsável pelo conteúdo',
  },
  privacy: {
    intro: 'Esta página explica o que acontece aos seus dados quando visita {name}.',
    controller: 'Quem é o responsável',
    visit: 'Quando nos visita',
    visitText:
      'Para lhe enviar esta página, o servidor utiliza o seu endereço IP e o que o seu navegador lhe comunica, não mais tempo do que a resposta e a segurança do servidor exigem. A base jurídica é o nosso interesse legítimo numa página segura (artigo 6.º, n.º 1, alínea f), do RGPD).',
    form: 'Quando nos escreve',
    formText:
      'Utilizamos o que escreve no formulário de contacto para lhe responder. A mensagem é conservada no máximo {months} meses. A base jurídica é o nosso interesse legítimo em responder-lhe ou as diligências pré-contratuais que solicite (artigo 6.º, n.º 1, alíneas b) e f), do RGPD).',
    botText:
      'Para que não seja enviado por programas, o formulário utiliza o Turnstile da Cloudflare, que analisa o seu endereço IP e características do seu navegador. A base jurídica é o nosso interesse legítimo na proteção contra abusos (artigo 6.º, n.º 1, alínea f), do RGPD).',
    choices: 'Cookies e a sua escolha',
    choicesText:
      'Nada de terceiros é carregado antes de o permitir. A sua escolha é conservada no cookie hf_consent durante {days} dias e, sem nome nem endereço, como prova durante {years} anos (artigo 7.º, n.º 1, do RGPD). Pode alterá-la ou retirá-la a qualquer momento em «{settings}».',
    services: 'Serviços de terceiros',
    noServices: 'Esta página não utiliza serviços de terceiros.',
    servicesText: 'Estes serviços só são utilizados com o seu consentimento (artigo 6.º, n.º 1, alínea a), do RGPD).',
    service: 'Serviço',
    purpose: 'Finalidade',
    receivers: 'Destinatários',
    cookies: 'Cookies',
    rights: 'Os seus direitos',
    rightsText:
      'Tem o direito de acesso, retificação, apagamento, limitação do tratamento e portabilidade dos dados, bem como o direito de oposição. Pode retirar o consentimento a qualquer momento, com efeitos para o futuro. Pode apresentar reclamação a uma autoridade de proteção de dados.',
    ask: 'Perguntar pelos seus dados',
  },
};
