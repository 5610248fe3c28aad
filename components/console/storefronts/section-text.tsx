'use client';

import { useEditor } from './editor-context.tsx';
import { ChoiceField, LineField, LinesField } from './editor-fields.tsx';
import { languageOptions } from './languages.ts';
import { MarkupHelp } from './markup-help.tsx';
import { SectionGroup } from './section-frame.tsx';

/** What the storefront is called and says. */
export function TextSection() {
  const { content, change } = useEditor();
  return (
    <>
      <SectionGroup title="Name" description="Stands at the top of the page, in its title and in the consent banner.">
        <LineField
          path="name"
          label="Name"
          required
          charsMax={80}
          value={content.name}
          onText={(name) => change((now) => ({ ...now, name }))}
        />
        <LineField
          path="tagline"
          label="Tagline"
          optional
          hint="One sentence under the name. Search engines show it too."
          charsMax={160}
          value={content.tagline}
          onText={(tagline) => change((now) => ({ ...now, tagline }))}
        />
        <ChoiceField
          path="language"
          label="Language of the page"
          hint="In which you write, and in which the page’s own words stand. The banner speaks the visitor’s language."
          options={languageOptions}
          value={content.language}
          onChoice={(language) => change((now) => ({ ...now, language }))}
        />
      </SectionGroup>
      <SectionGroup title="Text" description="Who you are and what you offer, in your own words.">
        <LinesField
          path="textMarkup"
          label="Text"
          optional
          rows={10}
          charsMax={20_000}
          value={content.textMarkup}
          onText={(textMarkup) => change((now) => ({ ...now, textMarkup }))}
        />
        <MarkupHelp />
      </SectionGroup>
    </>
  );
}
