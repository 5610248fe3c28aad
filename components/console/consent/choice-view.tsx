import type { BannerTexts } from '#lib/consent/categories.ts';
import { PolicyView } from '../../consent/policy-view.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { receiptHref } from '../receipts/receipt-words.ts';
import type { AskedPolicy, Choice } from './consent-types.ts';
import { languageWords, methodTones, methodWords } from './consent-words.ts';

export interface ChoiceViewProps {
  org: string;
  choice: Choice;
  /** What was asked, as it is kept under its hash. */
  asked: AskedPolicy;
  /** The receipt's number; null for those who may not read the ledger. */
  receipt: number | null;
}

/** One choice of a visitor: what was chosen, on what question, and where its proof is. */
export function ChoiceView({ org, choice, asked, receipt }: ChoiceViewProps) {
  const { id, method, at, origin, language, userAgent, visitor, contactId, policy } = choice;
  const texts: BannerTexts | undefined = asked.texts[language];
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[{ label: 'Consent', href: consolePaths.consent(org) }, { label: 'Choice' }]}
        title="A visitor’s choice"
        aside={<Badge tone={methodTones[method]}>{methodWords[method]}</Badge>}
        description={<RelativeTime at={at} show="datetime" />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="What was chosen">
          <DescriptionList
            items={asked.categories.map((name) => ({
              term: texts?.categories[name].title ?? name,
              detail: choice.choices[name] ? 'Yes' : 'No',
            }))}
          />
        </Card>
        <Card title="Where and how">
          <DescriptionList
            items={[
              { term: 'Storefront', detail: asked.storefront.name },
              { term: 'On', detail: origin },
              { term: 'Asked in', detail: languageWords(language) },
              { term: 'Browser', detail: userAgent },
              {
                term: 'Visitor',
                detail: (
                  <code
                    className="font-mono text-xs"
                    title="The same for all choices of one browser. It opens nothing."
                  >
                    {visitor}
                  </code>
                ),
              },
              {
                term: 'Contact',
                detail:
                  contactId === null ? (
                    'Not linked to anybody'
                  ) : (
                    <TextLink href={consolePaths.contact(org, contactId)}>Linked by a form</TextLink>
                  ),
              },
              {
                term: 'Receipt',
                detail:
                  receipt === null ? (
                    <code className="font-mono text-xs">{id}</code>
                  ) : (
                    <TextLink href={receiptHref(org, receipt)}>Receipt {receipt.toLocaleString('en-US')}</TextLink>
                  ),
              },
            ]}
          />
        </Card>
      </div>
      <Card
        title="What was asked, word for word"
        description="As it was kept when it was published. The hash in the receipt names exactly these words, in all their languages."
      >
        {texts === undefined ? (
          <Callout tone="danger">The policy holds no texts in this language.</Callout>
        ) : (
          <PolicyView policy={{ ...asked, policy }} texts={texts} language={language} />
        )}
      </Card>
    </div>
  );
}
