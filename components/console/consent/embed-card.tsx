import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import type { SettingsAnswer } from './consent-types.ts';
import { embedPolicy, embedTag } from './embed-tag.ts';

interface EmbedCardProps {
  org: string;
  settings: Pick<SettingsAnswer, 'id' | 'slug' | 'scriptUrl' | 'state'>;
}

/** The tag by which other sites carry the banner, and what they have to know of it. */
export function EmbedCard({ org, settings: { id, slug, scriptUrl, state } }: EmbedCardProps) {
  return (
    <Card
      id="tag"
      title="On your other sites"
      description="The storefront carries the banner by itself. One tag brings it to any other site of yours."
    >
      <div className="grid gap-4">
        {state === 'published' ? null : (
          <Callout tone="warn">The banner asks nobody until the storefront is published.</Callout>
        )}
        <CodeBlock title="Tag" code={embedTag(scriptUrl, slug)} wrap />
        <div className="grid gap-3 text-sm text-ink-2">
          <p>
            <strong className="font-semibold text-ink">First in &lt;head&gt;, and without async.</strong> Then the
            browser looks at nothing below it before the banner has. With async, programs that stand in the page itself
            run before anybody was asked.
          </p>
          <p>
            <strong className="font-semibold text-ink">The site’s domain has to be verified</strong> under{' '}
            <TextLink href={consolePaths.storefront(org, id)}>the storefront’s domains</TextLink>: choices made anywhere
            else are not taken.
          </p>
          <p>
            <strong className="font-semibold text-ink">Mark what must not even be asked for</strong>: scripts as{' '}
            <Code>type="text/plain" data-category="analytics"</Code>, frames and pictures by <Code>data-category</Code>{' '}
            and <Code>data-src</Code>. What is listed by host under Services waits as well, but browsers read ahead, and
            the request for what stands unmarked in the page may have left.
          </p>
          <p>
            <strong className="font-semibold text-ink">Google Consent Mode v2</strong> is denied by default and told of
            each choice, where it is switched on. A site that does that by itself adds{' '}
            <Code>data-consent-mode="off"</Code>.
          </p>
        </div>
        <CodeBlock title="Where the site has a content security policy" code={embedPolicy(scriptUrl)} wrap />
      </div>
    </Card>
  );
}

function Code({ children }: { children: string }) {
  return (
    <code className="rounded-xs bg-sunken px-1 font-mono text-xs text-ink [overflow-wrap:anywhere]">{children}</code>
  );
}
