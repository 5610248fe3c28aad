'use client';

import { ScanSearch } from 'lucide-react';
import { useState } from 'react';
import type { ConsentLanguage } from '#lib/consent/categories.ts';
import type { FormAction } from '../../forms/form-state.ts';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { consolePaths } from '../paths.ts';
import type { SavedState, SettingsAnswer } from './consent-types.ts';
import { stateWords } from './consent-words.ts';
import { PreviewCard } from './preview-card.tsx';
import { PublishButton } from './publish-button.tsx';
import { SaveBar } from './save-bar.tsx';
import { SectionBehaviour } from './section-behaviour.tsx';
import { SectionLanguages } from './section-languages.tsx';
import { SectionLook } from './section-look.tsx';
import { SectionPurposes } from './section-purposes.tsx';
import { SectionServices } from './section-services.tsx';
import { SectionTexts } from './section-texts.tsx';
import { SettingsProvider } from './settings-context.tsx';
import { problemsOf } from './settings-problems.ts';
import { useDraft } from './use-draft.ts';

export interface SettingsViewProps {
  /** The organisation's slug. */
  org: string;
  settings: SettingsAnswer;
  /** Fields `id`, `settings` (JSON) and `version`. */
  saveAction: FormAction<SavedState>;
  /** Fields `id` and `version`. */
  publishAction: FormAction;
  /** Why the reader cannot change anything; undefined when they can. */
  refusal: string | undefined;
}

/** What the visitors of a storefront are asked, with the banner as they will see it. */
export function SettingsView({ org, settings: kept, saveAction, publishAction, refusal }: SettingsViewProps) {
  const draft = useDraft(kept);
  const [tried, setTried] = useState(false);
  const { settings } = draft;
  const found = problemsOf(settings);
  const [wanted, setLanguage] = useState<ConsentLanguage>('en');
  const language = settings.languages.includes(wanted) ? wanted : (settings.languages[0] ?? 'en');
  const form = { settings, change: draft.change, problems: tried ? found : {}, refusal };
  return (
    <SettingsProvider form={form}>
      <div className="grid gap-6">
        <PageHeader
          crumbs={[
            { label: 'Consent', href: consolePaths.consent(org) },
            { label: kept.name, href: `${consolePaths.consent(org)}?storefront=${encodeURIComponent(kept.id)}` },
            { label: 'Settings' },
          ]}
          title="What visitors are asked"
          aside={<Badge tone={stateWords[kept.state].tone}>{stateWords[kept.state].label}</Badge>}
          description={`On ${kept.name}, and on the sites that carry its tag.`}
          actions={
            <>
              <LinkButton href={consolePaths.consentScans(org, kept.id)}>
                <ScanSearch aria-hidden="true" /> Scans
              </LinkButton>
              <PublishButton {...{ kept, refusal }} unsaved={draft.unsaved} action={publishAction} />
            </>
          }
        />
        {refusal === undefined ? null : <Callout>{refusal}</Callout>}
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
          <div className="grid min-w-0 gap-4">
            <SectionPurposes />
            <SectionServices />
            <SectionLook />
            <SectionLanguages />
            <SectionTexts {...{ language, setLanguage }} />
            <SectionBehaviour slug={kept.slug} />
            {refusal === undefined ? (
              <SaveBar
                {...{ kept, draft }}
                action={saveAction}
                problems={found}
                tried={tried}
                onTry={() => setTried(true)}
              />
            ) : null}
          </div>
          <div className="min-w-0 max-lg:order-first lg:sticky lg:top-20">
            <PreviewCard {...{ org, kept, settings, language, setLanguage }} />
          </div>
        </div>
      </div>
    </SettingsProvider>
  );
}
