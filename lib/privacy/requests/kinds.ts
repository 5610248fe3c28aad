/** What somebody may ask of whoever keeps data about them. No Node imports: the form uses it too. CLAIMS G9. */
export const requestKinds = ['access', 'rectification', 'erasure', 'restriction', 'portability', 'objection'] as const;

export type RequestKind = (typeof requestKinds)[number];

interface KindWords {
  /** For the console. */
  readonly title: string;
  /** What the person would say. */
  readonly wish: string;
  /** What it means, in one plain sentence. */
  readonly means: string;
  /** Of the GDPR. */
  readonly article: string;
}

export const kindWords: Readonly<Record<RequestKind, KindWords>> = {
  access: {
    title: 'Access',
    wish: 'See my data',
    means: 'You get a copy of what is kept about you, and hear why and for how long.',
    article: 'Art. 15',
  },
  rectification: {
    title: 'Rectification',
    wish: 'Correct my data',
    means: 'What is wrong about you is put right, and what is missing is added.',
    article: 'Art. 16',
  },
  erasure: {
    title: 'Erasure',
    wish: 'Delete my data',
    means: 'What is kept about you is removed, unless a law says that it must be kept.',
    article: 'Art. 17',
  },
  restriction: {
    title: 'Restriction',
    wish: 'Stop using my data for now',
    means: 'Your data is kept but not used, for example while it is found out whether it is right.',
    article: 'Art. 18',
  },
  portability: {
    title: 'Portability',
    wish: 'Take my data elsewhere',
    means: 'You get what you have given, in files that other programs can read.',
    article: 'Art. 20',
  },
  objection: {
    title: 'Objection',
    wish: 'Object to what is done with my data',
    means: 'You say why your data should not be used for something, for example for advertising.',
    article: 'Art. 21',
  },
};

/** Kinds whose answer is made by the product, once it is known which contact is meant. */
export const carriedOutKinds: ReadonlySet<RequestKind> = new Set(['access', 'erasure', 'restriction', 'portability']);

/** Reasons for which a request may be refused, as texts to begin from. */
export const refusalPresets = [
  {
    name: 'unfounded',
    title: 'Manifestly unfounded or excessive',
    article: 'Art. 12(5)(b)',
    text: 'We refuse this request because it is manifestly unfounded or excessive (GDPR, article 12, paragraph 5): ',
  },
  {
    name: 'unidentified',
    title: 'We cannot tell whose data is meant',
    article: 'Art. 11(2), 12(2)',
    text: 'We cannot act on this request because we are not able to tell which data is about you (GDPR, article 11, paragraph 2, and article 12, paragraph 2). If you tell us more by which we can find it, we look again.',
  },
  {
    name: 'obliged',
    title: 'A law obliges us to keep the data',
    article: 'Art. 17(3)(b)',
    text: 'We refuse this request because a law obliges us to keep the data (GDPR, article 17, paragraph 3, letter b): ',
  },
  {
    name: 'claims',
    title: 'Needed for legal claims',
    article: 'Art. 17(3)(e), 21(1)',
    text: 'We refuse this request because the data is needed to establish, exercise or defend legal claims (GDPR, article 17, paragraph 3, letter e).',
  },
  {
    name: 'others',
    title: 'The rights of others stand against it',
    article: 'Art. 15(4), 20(4)',
    text: 'We refuse this request because fulfilling it would harm the rights and freedoms of other people (GDPR, article 15, paragraph 4): ',
  },
] as const;

/** What every refusal tells. GDPR, article 12, paragraph 4. */
export const complaintSentence =
  'You may lodge a complaint with a supervisory authority, in particular where you live, work, or where the infringement took place (GDPR, article 77), and you may seek a judicial remedy (article 79).';
