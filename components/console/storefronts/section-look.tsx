'use client';

import { BrandField } from './brand-field.tsx';
import { useEditor } from './editor-context.tsx';
import { ChoiceField, LineField } from './editor-fields.tsx';
import { ImageChoice } from './image-choice.tsx';
import { SectionGroup } from './section-frame.tsx';

const schemes = [
  { value: 'auto', label: 'As the visitor’s device has it' },
  { value: 'light', label: 'Always light' },
  { value: 'dark', label: 'Always dark' },
] as const;

const layouts = [
  { value: 'wide', label: 'Wide', hint: 'For cards and pictures.' },
  { value: 'narrow', label: 'Narrow', hint: 'For text that is read.' },
] as const;

/** Colours, width and the large picture. */
export function LookSection() {
  const { content, change } = useEditor();
  const { theme, hero } = content;
  return (
    <>
      <SectionGroup title="Colours and width">
        <BrandField value={theme.brand} onColour={(brand) => change((now) => withTheme(now, { brand }))} />
        <div className="grid gap-4 sm:grid-cols-2">
          <ChoiceField
            path="theme.scheme"
            label="Light or dark"
            options={schemes}
            value={theme.scheme}
            onChoice={(scheme) => change((now) => withTheme(now, { scheme }))}
          />
          <ChoiceField
            path="theme.layout"
            label="Width on large screens"
            options={layouts}
            value={theme.layout}
            onChoice={(layout) => change((now) => withTheme(now, { layout }))}
          />
        </div>
      </SectionGroup>
      <SectionGroup
        title="Hero image"
        description="The large picture at the top. It also goes along when the page is shared."
      >
        <ImageChoice
          label="Hero image"
          value={hero.image}
          onImage={(image) => change((now) => ({ ...now, hero: { ...now.hero, image } }))}
        />
        {hero.image === null ? null : (
          <LineField
            path="hero.alt"
            label="What the image shows"
            optional
            hint="Read to those who do not see it. Leave it empty when the image only adorns."
            charsMax={200}
            value={hero.alt}
            onText={(alt) => change((now) => ({ ...now, hero: { ...now.hero, alt } }))}
          />
        )}
      </SectionGroup>
    </>
  );
}

function withTheme<Content extends { readonly theme: object }>(
  content: Content,
  theme: Partial<Content['theme']>,
): Content {
  return { ...content, theme: { ...content.theme, ...theme } };
}
