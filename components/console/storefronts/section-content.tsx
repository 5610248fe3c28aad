'use client';

import type { EditorSection } from './editor-sections.ts';
import { AddressSection } from './section-address.tsx';
import { CardsSection } from './section-cards.tsx';
import { ContactSection } from './section-contact.tsx';
import { DetailsSection } from './section-details.tsx';
import { EmbedsSection } from './section-embeds.tsx';
import { ImagesSection } from './section-images.tsx';
import { LegalSection } from './section-legal.tsx';
import { LookSection } from './section-look.tsx';
import { TextSection } from './section-text.tsx';
import type { StorefrontActions } from './storefront-state.ts';
import type { StorefrontDomainItem } from './storefront-types.ts';

interface SectionContentProps {
  section: EditorSection;
  domains: readonly StorefrontDomainItem[];
  actions: StorefrontActions;
}

/** One section of the editor. */
export function SectionContent({ section, domains, actions }: SectionContentProps) {
  switch (section) {
    case 'text':
      return <TextSection />;
    case 'look':
      return <LookSection />;
    case 'cards':
      return <CardsSection />;
    case 'images':
      return <ImagesSection deleteAction={actions.deleteImage} />;
    case 'embeds':
      return <EmbedsSection />;
    case 'contact':
      return <ContactSection />;
    case 'details':
      return <DetailsSection />;
    case 'legal':
      return <LegalSection />;
    case 'address':
      return <AddressSection {...{ domains, actions }} />;
  }
}
