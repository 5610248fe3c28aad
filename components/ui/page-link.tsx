import type { ComponentProps } from 'react';
import { type ButtonLook, buttonVariants } from './button-variants.ts';
import { cn } from './cn.ts';

/*
 * Links between the screens on the way in load whole pages. A page's content security policy comes with its document: a
 * sign-in page that is put into another page's document could show no bot check.
 */

/** A link without a look of its own. */
export function PageLink({ href, ...rest }: ComponentProps<'a'> & { href: string }) {
  return <a href={href} {...rest} />;
}

/** A link inside text. */
export function PageTextLink({ className, ...rest }: ComponentProps<'a'> & { href: string }) {
  return (
    <PageLink
      {...rest}
      className={cn(
        'rounded-xs font-medium text-brand-ink underline decoration-brand-line underline-offset-3 hover:decoration-current',
        className,
      )}
    />
  );
}

/** A link that looks like a button. */
export function PageLinkButton({
  variant,
  size,
  shape,
  wide,
  className,
  ...rest
}: ComponentProps<'a'> & { href: string } & ButtonLook) {
  return <PageLink {...rest} className={cn(buttonVariants({ variant, size, shape, wide }), className)} />;
}
