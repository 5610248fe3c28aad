import { Badge } from '../../ui/badge.tsx';
import { buttonVariants } from '../../ui/button-variants.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import type { SettingsAnswer } from './consent-types.ts';
import { categoryWords, shortHash, stateWords } from './consent-words.ts';
import { same } from './settings-changes.ts';

interface PolicyCardProps {
  org: string;
  settings: SettingsAnswer;
  canWrite: boolean;
}

/** What visitors of one storefront are asked now, since when, and by what name. */
export function PolicyCard({ org, settings, canWrite }: PolicyCardProps) {
  const { id, name, slug, state, policy, policySince, published, draft } = settings;
  const waiting = published !== null && !same(draft, published);
  return (
    <Card
      title={name}
      description={<code className="font-mono text-xs">/s/{slug}</code>}
      actions={
        <>
          <Badge tone={stateWords[state].tone}>{stateWords[state].label}</Badge>
          <a href="#tag" className={buttonVariants({ variant: 'ghost' })}>
            Tag for other sites
          </a>
          <LinkButton href={consolePaths.consentSettings(org, id)} variant={canWrite ? 'primary' : 'secondary'}>
            {canWrite ? 'Change what is asked' : 'See what is asked'}
          </LinkButton>
        </>
      }
    >
      <div className="grid gap-3">
        {policy === null || published === null ? (
          <Callout tone="info" title="Nobody is asked yet">
            Visitors are asked once <TextLink href={consolePaths.storefront(org, id)}>the storefront</TextLink> is
            published.
          </Callout>
        ) : (
          <DescriptionList
            items={[
              {
                term: 'Policy in force',
                detail: (
                  <span className="flex items-center gap-1">
                    <code className="font-mono text-xs" title={policy}>
                      {shortHash(policy)}
                    </code>
                    <CopyButton text={policy} label="Copy the policy’s hash" />
                  </span>
                ),
              },
              {
                term: 'Since',
                detail: policySince === null ? null : <RelativeTime at={policySince} show="datetime" />,
              },
              { term: 'Asks for', detail: published.categories.map((each) => categoryWords[each].title).join(', ') },
              { term: 'Services', detail: published.services.map((service) => service.name).join(', ') || 'None' },
              {
                term: 'Languages',
                detail: published.languages.length === 1 ? '1' : String(published.languages.length),
              },
            ]}
          />
        )}
        {waiting ? (
          <p className="text-sm text-ink-3">
            A draft with changes waits. <TextLink href={consolePaths.consentSettings(org, id)}>Look at it</TextLink>
          </p>
        ) : null}
      </div>
    </Card>
  );
}
