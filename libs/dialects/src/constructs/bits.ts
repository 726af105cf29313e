import type { Reason } from '@huren/standard';
import type { ConstructOf, ReasonTemplate } from '../construct.ts';
import { faultAt, missingAt } from '../field-path.ts';
import { setAt, textAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import { faulty, stating } from './reading.ts';
import type { ReadContext, Reading } from './reading.ts';
import { isMatch, takenBy } from './writing.ts';

type Bits = ConstructOf<'bits'>;

const templatesOf = ({ bits }: Bits): readonly ReasonTemplate[] => bits as readonly ReasonTemplate[];

export const readBits = (bits: Bits, raw: Raw, context: ReadContext): Reading => {
  const text = textAt(raw, bits.path);
  if (text === undefined) return faulty(missingAt(bits.path));
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  const templates = templatesOf(bits);
  if (!(value < 2 ** templates.length))
    return faulty(faultAt(bits.path, 'unknown_code', `is no integer of ${templates.length} bits`));
  return stating(
    templates.filter((_, at) => (value & (1 << at)) !== 0),
    context,
  );
};

export const takeByBits = (bits: Bits, reasons: readonly Reason[]): Reason[] =>
  takenBy(templatesOf(bits), reasons);

/** Bits cannot leave a kind open: a bit that is not set says that nothing was found. */
export const putBits = (bits: Bits, taken: readonly Reason[], raw: Raw): void => {
  const value = templatesOf(bits).reduce(
    (sum, template, at) => sum + (taken.some((reason) => isMatch(reason, template)) ? 1 << at : 0),
    0,
  );
  setAt(raw, bits.path, value);
};
