import { createContext, type ReactNode } from 'react';

export interface StepUpProps {
  /** The factor was taken: what was refused can be repeated. */
  onDone: () => void;
  /** The person called it off. */
  onClose: () => void;
}

/** Renders what asks for a second factor in place; null where pages only link to it. */
export const StepUpContext = createContext<((props: StepUpProps) => ReactNode) | null>(null);

/** The error by which an action asks for a factor, told from the one that asks to add one by where it leads. */
export function asksForFactor(state: {
  readonly code?: string | undefined;
  readonly remedy?: { readonly href: string } | undefined;
}): boolean {
  return state.code === 'factor_required' && state.remedy?.href.startsWith('/account/confirm') === true;
}
