import { pointerOf } from '@huren/standard';
import type { FieldProblem } from '../errors/problem.ts';

const MOST = 20;

/** In JSON only an escape can bring what no database and no other service takes. */
const ESCAPED = /\\u(?:0000|d[89a-f])/i;

/** Whether the text of a body may hold such text: most bodies are told from this alone. */
export const mayHoldFaults = (json: string): boolean => ESCAPED.test(json);

const faultOf = (text: string): string | undefined => {
  if (text.includes('\0')) return 'has a NUL character';
  return text.isWellFormed() ? undefined : 'has half of a surrogate pair';
};

/** Text without a place in Unicode's UTF-8, or with NUL: values and names of fields, up to 20, by JSON pointer. */
export const textFaults = (value: unknown): FieldProblem[] => {
  const faults: FieldProblem[] = [];
  const waiting: { at: string; value: unknown }[] = [{ at: '', value }];
  for (let next = waiting.pop(); next && faults.length < MOST; next = waiting.pop()) {
    const { at, value: found } = next;
    if (typeof found === 'string') {
      const reason = faultOf(found);
      if (reason) faults.push({ pointer: at, reason });
    } else if (typeof found === 'object' && found !== null) {
      for (const [name, inside] of Object.entries(found).reverse()) {
        const reason = faultOf(name);
        if (reason) faults.push({ pointer: at, reason: `has a field whose name ${reason}` });
        else waiting.push({ at: at + pointerOf([name]), value: inside });
      }
    }
  }
  return faults;
};
