import { Check, Database, Link2, MonitorSmartphone, ScrollText } from 'lucide-react';
import { Fragment } from 'react';

const points = [
  {
    icon: <Database />,
    title: 'A database of your own',
    text: 'Each organisation has one to itself, encrypted under its own key.',
  },
  {
    icon: <ScrollText />,
    title: 'A receipt for every change',
    text: 'Chained by their hashes, so that nothing can be edited unseen.',
  },
  {
    icon: <MonitorSmartphone />,
    title: 'Sessions in your hand',
    text: 'See where you are signed in, and end any of them at once.',
  },
];

/** What one signs in to, beside the form on wide screens. Dark in both themes. */
export function AuthAside() {
  return (
    <aside
      aria-label="About Holdfast"
      className="dark relative hidden overflow-hidden border-l border-line bg-canvas text-ink lg:flex lg:flex-col lg:justify-center"
    >
      <Fronds />
      <div className="relative mx-auto grid w-full max-w-md gap-9 px-6 py-14 xl:px-0">
        <div>
          <h2 className="text-3xl font-semibold">
            What you keep here,
            <br />
            you can prove.
          </h2>
          <p className="mt-3 text-lg text-ink-2">
            Contacts, deals and keys, and a ledger beside them that tells every change.
          </p>
        </div>
        <ReceiptChain />
        <ul className="grid gap-4">
          {points.map(({ icon, title, text }) => (
            <li key={title} className="flex gap-3.5">
              <span aria-hidden="true" className="mt-0.5 text-brand-ink [&_svg]:size-4.5">
                {icon}
              </span>
              <span>
                <span className="block text-sm font-semibold">{title}</span>
                <span className="block text-sm text-ink-2">{text}</span>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </aside>
  );
}

const receipts = [
  { seq: 1041, action: 'contact.created', prev: 'a4c0…71', hash: '7c1e…a9' },
  { seq: 1042, action: 'deal.updated', prev: '7c1e…a9', hash: '0b52…f4' },
  { seq: 1043, action: 'member.added', prev: '0b52…f4', hash: 'd913…6e' },
];

/** A picture of three receipts, each holding the hash of the one before it. */
function ReceiptChain() {
  return (
    <div aria-hidden="true" className="grid select-none">
      {receipts.map((receipt, index) => (
        <Fragment key={receipt.seq}>
          {index > 0 ? (
            <span className="ml-4 grid h-6 w-6 place-items-center">
              <Link2 className="size-4 rotate-90 text-brand-ink" />
            </span>
          ) : null}
          <div className="flex items-center gap-3.5 rounded-lg border border-line bg-raised px-4 py-3 shadow-sm">
            <span className="grid size-6 place-items-center rounded-full bg-brand-soft text-brand-ink">
              <Check className="size-3.5" strokeWidth={2.5} />
            </span>
            <span className="min-w-0 flex-1">
              <span className="block font-mono text-xs text-ink">{receipt.action}</span>
              <span className="block font-mono text-2xs text-ink-3">prev {receipt.prev}</span>
            </span>
            <span className="text-right">
              <span className="block font-mono text-2xs text-ink-3">#{receipt.seq}</span>
              <span className="block font-mono text-2xs text-brand-ink">{receipt.hash}</span>
            </span>
          </div>
        </Fragment>
      ))}
    </div>
  );
}

/** Fronds swaying from the lower edge: where the name comes from. */
function Fronds() {
  return (
    <svg
      aria-hidden="true"
      className="absolute inset-0 size-full text-brand-line opacity-60 mask-l-from-20% mask-l-to-75%"
      preserveAspectRatio="xMaxYMax slice"
      viewBox="0 0 600 800"
      fill="none"
      stroke="currentColor"
    >
      {fronds.map((frond) => (
        <path key={frond} d={frond} strokeWidth="1.25" />
      ))}
    </svg>
  );
}

const fronds = Array.from({ length: 14 }, (_, index) => {
  const x = 250 + index * 30;
  const sway = 34 + (index % 5) * 12;
  return `M${x} 820C${x + sway} 640 ${x - sway * 1.4} 470 ${x + sway * 0.6} 300S${x - sway} 60 ${x + sway * 1.2} -40`;
});
