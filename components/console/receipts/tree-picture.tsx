import { auditPath, type PathStep } from './audit-path.ts';
import { shortened } from './receipt-words.ts';

export interface TreePictureProps {
  seq: number;
  /** The size of the tree. */
  size: number;
  /** Hex: of the receipt, of the siblings from the leaf to the root, of the root. */
  hash: string;
  proof: readonly string[];
  root: string;
}

const [width, boxWidth, boxHeight, rowHeight] = [344, 160, 44, 74];
const [leftX, rightX] = [2, width - boxWidth - 2];
const number = (value: number) => value.toLocaleString('en-US');

/**
 * The way from a receipt to the root: at each level the node on the way and its sibling, whose hash the proof holds. As wide as
 * a phone; one row for each level, so a ledger of millions has some twenty.
 */
export function TreePicture({ seq, size, hash, proof, root }: TreePictureProps) {
  const steps = auditPath(seq, size);
  const levels = steps.length;
  const height = (levels + 1) * rowHeight - (rowHeight - boxHeight) + 4;
  const top = (level: number) => (levels - level) * rowHeight + 2;
  const nodeX = (level: number) =>
    level === levels ? (width - boxWidth) / 2 : steps[level]?.side === 'left' ? rightX : leftX;
  const title = `Receipt ${number(seq)} in the tree of ${number(size)} receipts`;
  return (
    <figure className="grid justify-items-center gap-3">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${title}: ${levels === 1 ? 'one sibling leads' : `${levels} siblings lead`} to the root`}
        className="h-auto w-full max-w-sm"
      >
        {steps.map((step, level) => (
          <Join
            key={`join ${step.sibling.join(' ')}`}
            from={[nodeX(level), step.side === 'left' ? leftX : rightX]}
            fromY={top(level)}
            to={nodeX(level + 1)}
            toY={top(level + 1)}
          />
        ))}
        {steps.map((step, level) => (
          <Box
            key={`sibling ${step.sibling.join(' ')}`}
            x={step.side === 'left' ? leftX : rightX}
            y={top(level)}
            look="sibling"
            label={receiptsOf(step.sibling)}
            text={shortened(proof[level] ?? '', 8, 4)}
          />
        ))}
        {steps.slice(1).map((step, index) => (
          <Box
            key={`node ${step.node.join(' ')}`}
            x={nodeX(index + 1)}
            y={top(index + 1)}
            look="node"
            label={receiptsOf(step.node)}
            text="computed"
          />
        ))}
        <Box
          x={nodeX(levels)}
          y={top(levels)}
          look="root"
          label={levels === 0 ? 'Receipt 1, the root' : 'Root'}
          text={shortened(root, 8, 4)}
        />
        {levels === 0 ? null : (
          <Box x={nodeX(0)} y={top(0)} look="leaf" label={`Receipt ${number(seq)}`} text={shortened(hash, 8, 4)} />
        )}
      </svg>
      <figcaption className="max-w-prose text-sm text-ink-3">
        Hashed together two by two, the receipt and its siblings make the root. The root is what was signed.
      </figcaption>
      <PathInWords steps={steps} proof={proof} />
    </figure>
  );
}

/** The same for those who do not see the picture. */
function PathInWords({ steps, proof }: { steps: readonly PathStep[]; proof: readonly string[] }) {
  if (steps.length === 0) return null;
  return (
    <ol className="sr-only">
      {steps.map((step, level) => (
        <li key={step.sibling.join(' ')}>
          Joined from the {step.side} by {receiptsOf(step.sibling).toLowerCase()}, hash{' '}
          {shortened(proof[level] ?? '', 8, 4)}
        </li>
      ))}
    </ol>
  );
}

const looks = {
  leaf: { box: 'fill-brand-soft stroke-brand', label: 'fill-brand-ink', text: 'fill-brand-ink' },
  node: { box: 'fill-raised stroke-brand', label: 'fill-ink-2', text: 'fill-ink-3' },
  sibling: { box: 'fill-sunken stroke-line-strong', label: 'fill-ink-2', text: 'fill-ink-2' },
  root: { box: 'fill-ok-soft stroke-ok-line', label: 'fill-ok-ink', text: 'fill-ok-ink' },
} as const;

function Box({
  x,
  y,
  look,
  label,
  text,
}: {
  x: number;
  y: number;
  look: keyof typeof looks;
  label: string;
  text: string;
}) {
  const { box, label: labelLook, text: textLook } = looks[look];
  const middle = x + boxWidth / 2;
  return (
    <g>
      <rect x={x} y={y} width={boxWidth} height={boxHeight} rx="6" strokeWidth="1.25" className={box} />
      <text x={middle} y={y + 18} textAnchor="middle" fontSize="12" fontWeight="600" className={labelLook}>
        {label}
      </text>
      <text x={middle} y={y + 34} textAnchor="middle" fontSize="11" className={`font-mono ${textLook}`}>
        {text}
      </text>
    </g>
  );
}

/** From a node and its sibling up to what they make together; the way of the receipt stands out. */
function Join({ from, fromY, to, toY }: { from: readonly [number, number]; fromY: number; to: number; toY: number }) {
  const half = boxWidth / 2;
  const [node, sibling] = from;
  const [targetX, targetY] = [to + half, toY + boxHeight];
  const bend = (targetY + fromY) / 2;
  const path = (x: number) => `M${x + half} ${fromY} V${bend} H${targetX} V${targetY}`;
  return (
    <>
      <path d={path(sibling)} fill="none" strokeWidth="1.25" className="stroke-line-strong" />
      <path d={path(node)} fill="none" strokeWidth="1.75" className="stroke-brand" />
    </>
  );
}

function receiptsOf([first, last]: readonly [number, number]): string {
  return first === last ? `Receipt ${number(first)}` : `Receipts ${number(first)}–${number(last)}`;
}
