import type { AskedCategory, BannerTexts, ConsentService } from '#lib/consent/categories.ts';

/** A policy as it is kept, with the hash that names it. */
interface AskedWords {
  readonly policy: string;
  readonly storefront: { readonly name: string };
  readonly organization: string;
  readonly categories: readonly AskedCategory[];
  readonly services: readonly ConsentService[];
  readonly privacyUrl: string;
  readonly imprintUrl: string;
  readonly since?: string | undefined;
}

interface PolicyViewProps {
  policy: AskedWords;
  texts: BannerTexts;
  language: string;
}

/** What a banner said, as it is kept under its hash. Text alone: nothing of it is markup. */
export function PolicyView({ policy, texts, language }: PolicyViewProps) {
  const categories = ['necessary', ...policy.categories] as const;
  return (
    <div className="mt-3 grid gap-3 border-l-2 border-line pl-4 text-sm text-ink-2 [overflow-wrap:anywhere]">
      <div lang={language} className="grid gap-3">
        <p className="font-semibold text-ink">{texts.title}</p>
        <p className="whitespace-pre-line">{texts.body}</p>
        <p>
          [{texts.acceptAll}] [{texts.rejectAll}] [{texts.choose}]
        </p>
        <p className="font-semibold text-ink">{texts.settingsTitle}</p>
        <p className="whitespace-pre-line">{texts.settingsBody}</p>
        <ul className="grid gap-3">
          {categories.map((name) => (
            <li key={name}>
              <p className="font-medium text-ink">
                {texts.categories[name].title}
                {name === 'necessary' ? ` (${texts.alwaysOn})` : ''}
              </p>
              <p className="whitespace-pre-line">{texts.categories[name].text}</p>
              <ul className="list-disc pl-5">
                {policy.services
                  .filter(({ category }) => category === name)
                  .map((service) => (
                    <li key={service.id}>
                      {service.name}: {[...service.hosts, ...service.cookies].join(', ')}
                    </li>
                  ))}
              </ul>
            </li>
          ))}
        </ul>
        <p>
          {texts.privacy}: {policy.privacyUrl} · {texts.imprint}: {policy.imprintUrl}
        </p>
      </div>
      <p className="text-xs text-ink-3">
        Asked by {policy.organization} on {policy.storefront.name}
        {policy.since === undefined ? '' : ` since ${policy.since.slice(0, 10)}`}. SHA-256 of these words and all their
        translations: <code className="font-mono select-all">{policy.policy}</code>
      </p>
    </div>
  );
}
