import { Card } from '../../ui/card.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { TextLink } from '../../ui/text-link.tsx';

/** Where people ask, to be put on the organisation's own site. */
export function FormCard({ formUrl }: { formUrl: string }) {
  return (
    <Card
      title="Your form"
      description="Anybody asks here, without an account. Put a link to it into your privacy notice."
    >
      <div className="grid gap-4">
        <CopyField label="Address" value={formUrl} />
        <CopyField
          label="Link for your site"
          value={`<a href="${formUrl}" rel="noopener">Your data, your rights</a>`}
        />
        <p className="text-sm text-ink-3">
          <TextLink href={formUrl}>See the form as people see it</TextLink>
        </p>
      </div>
    </Card>
  );
}
