import { cva, type VariantProps } from 'class-variance-authority';

/** The look of everything that acts: buttons and links alike. Usable from server components. */
export const buttonVariants = cva(
  [
    'relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-sm border font-medium whitespace-nowrap select-none',
    'transition-[background-color,border-color,box-shadow,color] duration-120',
    '[&_svg]:size-4 [&_svg]:shrink-0',
    'disabled:cursor-not-allowed aria-disabled:cursor-not-allowed',
  ],
  {
    variants: {
      variant: {
        primary:
          'border-brand bg-brand text-on-brand shadow-xs hover:border-brand-hover hover:bg-brand-hover disabled:border-line disabled:bg-sunken disabled:text-ink-3 disabled:shadow-none aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-ink-3 aria-disabled:shadow-none',
        secondary:
          'border-line-strong bg-raised text-ink shadow-xs hover:border-control-line hover:bg-sunken disabled:border-line disabled:bg-sunken disabled:text-ink-3 disabled:shadow-none aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-ink-3 aria-disabled:shadow-none',
        ghost:
          'border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink active:bg-press data-popup-open:bg-hover data-popup-open:text-ink disabled:bg-transparent disabled:text-ink-3 aria-disabled:bg-transparent aria-disabled:text-ink-3',
        danger:
          'border-danger bg-danger text-on-danger shadow-xs hover:border-danger-hover hover:bg-danger-hover disabled:border-line disabled:bg-sunken disabled:text-ink-3 disabled:shadow-none aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-ink-3 aria-disabled:shadow-none',
        'danger-quiet':
          'border-line-strong bg-raised text-danger-ink shadow-xs hover:border-danger-line hover:bg-danger-soft disabled:border-line disabled:bg-sunken disabled:text-ink-3 aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-ink-3',
      },
      size: {
        sm: 'h-7 px-2.5 text-xs [&_svg]:size-3.5',
        md: 'h-8 px-3 text-sm',
        lg: 'h-10 px-4 text-base',
      },
      shape: {
        text: '',
        square: 'px-0',
      },
      wide: { true: 'w-full', false: '' },
    },
    compoundVariants: [
      { shape: 'square', size: 'sm', class: 'w-7' },
      { shape: 'square', size: 'md', class: 'w-8' },
      { shape: 'square', size: 'lg', class: 'w-10' },
    ],
    defaultVariants: { variant: 'secondary', size: 'md', shape: 'text', wide: false },
  },
);

export type ButtonLook = VariantProps<typeof buttonVariants>;
