'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import Link from 'next/link';
import type { ReactElement, ReactNode } from 'react';
import { cn } from './cn.ts';

export interface MenuProps {
  trigger: ReactElement;
  align?: 'start' | 'center' | 'end' | undefined;
  side?: 'top' | 'bottom' | 'right' | undefined;
  className?: string | undefined;
  children: ReactNode;
}

/** A button with a list of actions. */
export function Menu({ trigger, align = 'end', side = 'bottom', className, children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={5} className="z-50 outline-none">
          <Base.Popup
            className={cn(
              'popup max-h-(--available-height) min-w-44 overflow-y-auto overscroll-contain p-1',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface MenuItemProps {
  icon?: ReactNode;
  tone?: 'neutral' | 'danger' | undefined;
  disabled?: boolean | undefined;
  onSelect?: (() => void) | undefined;
  children: ReactNode;
}

const itemLook = 'popup-item [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3';

export function MenuItem({ icon, tone, disabled, onSelect, children }: MenuItemProps) {
  return (
    <Base.Item
      disabled={disabled}
      onClick={() => onSelect?.()}
      className={cn(
        itemLook,
        tone === 'danger' && 'text-danger-ink data-highlighted:bg-danger-soft [&_svg]:text-danger-ink',
      )}
    >
      {icon}
      {children}
    </Base.Item>
  );
}

export function MenuLink({
  href,
  icon,
  current,
  children,
}: {
  href: string;
  icon?: ReactNode;
  current?: boolean | undefined;
  children: ReactNode;
}) {
  return (
    <Base.LinkItem
      closeOnClick
      render={<Link href={href} prefetch={false} aria-current={current ? 'true' : undefined} />}
      className={cn(itemLook, 'justify-start')}
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {current ? <Check aria-hidden="true" className="!text-brand-ink" /> : null}
    </Base.LinkItem>
  );
}

export interface MenuChoice {
  value: string;
  label: ReactNode;
  icon?: ReactNode;
}

/** A choice of one inside a menu. */
export function MenuChoices({
  label,
  value,
  choices,
  onValueChange,
}: {
  label: string;
  value: string;
  choices: readonly MenuChoice[];
  onValueChange: (value: string) => void;
}) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-2xs font-medium text-ink-3">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: string) => onValueChange(next)}>
        {choices.map((choice) => (
          <Base.RadioItem key={choice.value} value={choice.value} closeOnClick className={itemLook}>
            {choice.icon}
            <span className="flex-1">{choice.label}</span>
            <Base.RadioItemIndicator className="flex">
              <Check aria-hidden="true" className="!text-brand-ink" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-2xs font-medium text-ink-3">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="mx-1 my-1 h-px bg-line" />;
}
