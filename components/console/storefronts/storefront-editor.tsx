'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import type { ConsentService } from '#lib/consent/categories.ts';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { ConflictCallout } from './conflict-callout.tsx';
import { firstTroubled, problemCounts } from './content-problems.ts';
import { type Editor, EditorProvider } from './editor-context.tsx';
import { EditorHeader } from './editor-header.tsx';
import { type EditorSection, editorSections, isEditorSection, sectionOf, sectionTitles } from './editor-sections.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { SaveBar } from './save-bar.tsx';
import { SaveRefusalCallout } from './save-refusal.tsx';
import { SectionContent } from './section-content.tsx';
import type { StorefrontActions } from './storefront-state.ts';
import type { StorefrontDetail, StorefrontDomainItem, StorefrontImage } from './storefront-types.ts';
import { useDraft } from './use-draft.ts';
import { useLeaveGuard } from './use-leave-guard.ts';
import { useSectionInAddress } from './use-section-in-address.ts';

export interface StorefrontEditorProps {
  /** The organisation's slug. */
  org: string;
  storefront: StorefrontDetail;
  images: readonly StorefrontImage[];
  domains: readonly StorefrontDomainItem[];
  /** Those that its consent settings name. */
  services: readonly ConsentService[];
  actions: StorefrontActions;
  /** Why the reader can change nothing; undefined when they can. */
  refusal: string | undefined;
  /** Why the plan does not let it be published. */
  quotaRefusal: string | undefined;
}

/** A storefront's content in sections, with what visitors would see of it beside. */
export function StorefrontEditor(props: StorefrontEditorProps) {
  const { org, storefront, services, actions, refusal } = props;
  const router = useRouter();
  const draft = useDraft(storefront, actions.save);
  const guard = useLeaveGuard(draft.dirty, router.push);
  const [section, setSection] = useSectionInAddress();
  const [previewed, setPreviewed] = useState(false);
  const [publishing, setPublishing] = useState(false);
  const [added, setAdded] = useState<readonly StorefrontImage[]>([]);
  const panels = useRef<HTMLDivElement>(null);
  const [lookForProblem, setLookForProblem] = useState(false);

  // Once the section with the first problem is there, its field gets the focus.
  useEffect(() => {
    if (!lookForProblem) return;
    panels.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    setLookForProblem(false);
  }, [lookForProblem]);

  const known = new Set(props.images.map(({ id }) => id));
  const pending = added.filter(({ id }) => !known.has(id));
  // Once the page knows of an image, the page decides: one that is deleted later must not come back.
  if (pending.length < added.length) setAdded(pending);
  const editor: Editor = {
    org,
    storefront,
    content: draft.content,
    change: draft.change,
    problems: draft.problems,
    locked: refusal,
    images: [...pending, ...props.images],
    addImage: (image) => setAdded((now) => [...now, image]),
    services,
  };

  function turnTo(next: EditorSection) {
    setSection(next);
    setPreviewed(false);
  }

  const counts = problemCounts(draft.problems);
  async function save(): Promise<boolean> {
    const { saved, problems } = await draft.save();
    const where = firstTroubled(problems);
    if (where !== undefined) {
      turnTo(where);
      setLookForProblem(true);
    }
    return saved;
  }

  return (
    <EditorProvider editor={editor}>
      <div className="flex min-h-[calc(100dvh-var(--sticky-top)-3rem)] flex-col gap-5">
        <EditorHeader
          {...{ org, storefront, actions }}
          counts={{ images: editor.images.length, domains: props.domains.length }}
          locked={refusal}
          onStorefront={draft.adopt}
        />
        {refusal === undefined ? null : <Callout tone="info">{refusal} You can look at everything here.</Callout>}
        <ConflictCallout draft={draft} />
        <SaveRefusalCallout refusal={draft.refusal} />
        <Tabs
          label="Sections"
          value={section}
          onValueChange={(next) => {
            if (isEditorSection(next)) turnTo(next);
          }}
          tabs={editorSections.map((value) => ({
            value,
            label: <SectionLabel title={sectionTitles[value]} problems={counts[value]} />,
            content: <SectionContent section={value} {...{ actions }} domains={props.domains} />,
          }))}
          layout={(sections) => (
            <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
              <div ref={panels} className={previewed ? 'hidden min-w-0 xl:block' : 'min-w-0'}>
                {sections}
              </div>
              <div className={previewed ? 'min-w-0 pt-4 xl:self-stretch' : 'hidden min-w-0 self-stretch pt-4 xl:block'}>
                <PreviewPane section={section} />
              </div>
            </div>
          )}
        />
        <SaveBar
          draft={draft}
          locked={refusal}
          shown={storefront.state === 'published' && !storefront.hasChanges && !storefront.asksAgain}
          previewed={previewed}
          onPreviewed={setPreviewed}
          onSave={save}
          onPublish={async () => {
            if (await save()) setPublishing(true);
          }}
        />
      </div>
      <PublishDialog
        storefront={storefront}
        open={publishing}
        onOpenChange={setPublishing}
        action={actions.publish}
        quotaRefusal={props.quotaRefusal}
        onShow={(path) => {
          setPublishing(false);
          turnTo(sectionOf(path));
        }}
        onDone={draft.adopt}
      />
      <LeaveDialog guard={guard} />
    </EditorProvider>
  );
}

function SectionLabel({ title, problems }: { title: string; problems: number | undefined }) {
  if (problems === undefined) return title;
  return (
    <>
      {title}
      <Badge tone="danger">
        {problems}
        <span className="sr-only"> {problems === 1 ? 'problem' : 'problems'}</span>
      </Badge>
    </>
  );
}
