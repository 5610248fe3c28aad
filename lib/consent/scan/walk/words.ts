import { bannerTexts } from '../../texts/texts.ts';

/** How buttons of banners are told apart, by what they say. */
export interface BannerWords {
  /** Whole texts, in lower case: those of our own banner in every language. */
  readonly exact: Readonly<Record<ControlRole, readonly string[]>>;
  /** Sources of expressions, heeded only inside of something that looks like a banner. */
  readonly like: Readonly<Record<ControlRole, string>>;
}

/** No comes before yes: `accept only what is necessary` is a no. */
export const controlRoles = ['withdraw', 'reject', 'choose', 'accept'] as const;

export type ControlRole = (typeof controlRoles)[number];

const texts = Object.values(bannerTexts);
const lower = (pick: (text: (typeof texts)[number]) => string) => texts.map((text) => pick(text).toLowerCase());

export const bannerWords: BannerWords = {
  exact: {
    accept: lower(({ acceptAll }) => acceptAll),
    reject: lower(({ rejectAll }) => rejectAll),
    choose: [...lower(({ choose }) => choose), ...lower(({ reopen }) => reopen)],
    withdraw: lower(({ withdraw }) => withdraw),
  },
  like: {
    withdraw: 'withdraw|revoke|widerruf|retirer|révoquer|retirar|revoca|intrekken|återkalla|wycofa',
    reject:
      'reject|decline|refuse|deny|disagree|only (?:strictly )?(?:necessary|essential|required)|(?:necessary|essential)s? only|ablehn|verweiger|nur (?:notwendig|erforderlich|essen|technisch)|refuser|sans accepter|rechazar|rifiut|rejeitar|recusar|weiger|afwijz|avvisa|neka|afvis|hylkää|odrzu|odmítn|odmietn|elutas|απόρριψ|отхвърл',
    choose:
      'settings|preference|customi[sz]e|manage|options|einstellung|anpassen|auswahl|paramètr|paramétr|personnalis|configur|instelling|inställning|indstilling|asetuk|ustawien|nastaven|beállít|ρυθμίσ',
    accept:
      '^(?:ok(?:ay)?|yes|got it|i understand)$|accept|allow|agree|akzeptier|zustimm|einverstanden|erlauben|annehmen|accepter|aceptar|acepto|accett|aceitar|akkoord|toestaan|godkänn|tillåt|tillad|hyväksy|akceptuj|zgadzam|přijm|souhlas|súhlas|elfogad|αποδοχή|приема',
  },
};
