'use client';

import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '../../ui/dialog.tsx';
import { ChangeList } from './change-list.tsx';
import { contentChanges } from './content-changes.ts';
import { sectionOf, sectionTitles } from './editor-sections.ts';
import type { StorefrontAction } from './storefront-state.ts';
import type { StorefrontDetail } from './storefront-types.ts';
import { shownUrl } from './storefront-words.tsx';

interface PublishDialogProps {
  storefront: StorefrontDetail;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  action: StorefrontAction;
  /** Why the plan does not let it be published. */
  quotaRefusal: string | undefined;
  /** Leads to where a problem can be put right. */
  onShow: (path: string) => void;
  onDone: (storefront: StorefrontDetail) => void;
}

/** What visitors will see differently, and what keeps it from being published. */
export function PublishDialog({
  storefront,
  open,
  onOpenChange,
  action,
  quotaRefusal,
  onShow,
  onDone,
}: PublishDialogProps) {
  const { id, version, state, url, problems } = storefront;
  const again = state === 'unpublished';
  const stopped = problems.length > 0 ? 'Put right what is listed above first.' : quotaRefusal;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={state === 'published' ? 'Publish the changes?' : again ? 'Publish again?' : 'Publish this storefront?'}
      description={`Everybody sees it at ${shownUrl(url)}, at once.`}
    >
      <ActionForm
        action={action}
        hidden={{ id, version: String(version) }}
        onDone={(answer) => {
          onOpenChange(false);
          if (answer.storefront) onDone(answer.storefront);
        }}
      >
        <DialogBody>
          <FormProblem />
          {quotaRefusal === undefined ? null : (
            <Callout tone="warn" title="The plan is used up">
              {quotaRefusal}
            </Callout>
          )}
          {problems.length === 0 ? null : <Problems {...{ problems, onShow }} />}
          <Changes storefront={storefront} />
          <p className="text-sm text-ink-2">
            {storefront.publishedAt === null
              ? 'Visitors are asked for their consent from then on.'
              : storefront.asksAgain
                ? 'What visitors are asked has changed: everybody is asked for consent again.'
                : 'What visitors are asked stays the same: nobody is asked for consent again.'}
          </p>
        </DialogBody>
        <DialogFooter>
          <DialogClose render={<Button>Cancel</Button>} />
          <SubmitButton disabledReason={stopped}>Publish</SubmitButton>
        </DialogFooter>
      </ActionForm>
    </Dialog>
  );
}

function Problems({ problems, onShow }: Pick<PublishDialogProps, 'onShow'> & Pick<StorefrontDetail, 'problems'>) {
  return (
    <Callout tone="danger" title="It cannot be published yet">
      <ul className="mt-1 grid gap-1.5">
        {problems.map(({ path, message }) => (
          <li key={path + message} className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
            <span className="min-w-0 flex-1 basis-40">{message}</span>
            <Button size="sm" onClick={() => onShow(path)}>
              {sectionTitles[sectionOf(path)]}
              <span className="sr-only">: show where</span>
            </Button>
          </li>
        ))}
      </ul>
    </Callout>
  );
}

function Changes({ storefront: { draft, published } }: { storefront: StorefrontDetail }) {
  if (published === null) {
    return <p className="text-sm text-ink-2">It was not published before: all of it is new.</p>;
  }
  const changes = contentChanges(published, draft);
  if (changes.length === 0) {
    return <p className="text-sm text-ink-2">Visitors see the same as when it was last published.</p>;
  }
  return (
    <div className="grid gap-1.5">
      <h3 className="text-sm font-medium text-ink">
        {changes.length === 1 ? 'One change' : `${changes.length} changes`} since it was last published
      </h3>
      <ChangeList changes={changes} label="What changes" />
    </div>
  );
}
