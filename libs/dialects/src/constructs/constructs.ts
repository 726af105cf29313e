import type { Reason } from '@huren/standard';
import type { Construct } from '../construct.ts';
import type { Raw } from '../raw.ts';
import { putArea, readArea, takeByArea } from './area.ts';
import { putBits, readBits, takeByBits } from './bits.ts';
import { putFacts, readFacts, takeByFacts } from './facts.ts';
import { putFlag, readFlag, takeByFlag } from './flag.ts';
import { putList, readList, takeByList } from './list.ts';
import type { ReadContext, Reading } from './reading.ts';
import { putSymptoms, readSymptoms, takeBySymptoms } from './symptoms.ts';
import { putTemperature, readTemperature, takeByTemperature } from './temperature.ts';
import type { Looked } from './writing.ts';

/** Reads one construct of a record whose structure was checked. */
export const readConstruct = (construct: Construct, raw: Raw, context: ReadContext): Reading => {
  switch (construct.as) {
    case 'flag':
      return readFlag(construct, raw, context);
    case 'bits':
      return readBits(construct, raw, context);
    case 'list':
      return readList(construct, raw, context);
    case 'symptoms':
      return readSymptoms(construct, raw, context);
    case 'temperature':
      return readTemperature(construct, raw, context);
    case 'area':
      return readArea(construct, raw, context);
    case 'facts':
      return readFacts(construct, raw, context);
  }
};

/** Which of some reasons a construct can say. */
export const takeReasons = (construct: Construct, reasons: readonly Reason[]): Reason[] => {
  switch (construct.as) {
    case 'flag':
      return takeByFlag(construct, reasons);
    case 'bits':
      return takeByBits(construct, reasons);
    case 'list':
      return takeByList(construct, reasons);
    case 'symptoms':
      return takeBySymptoms(construct, reasons);
    case 'temperature':
      return takeByTemperature(reasons);
    case 'area':
      return takeByArea(construct, reasons);
    case 'facts':
      return takeByFacts(construct, reasons);
  }
};

/** Writes the reasons that a construct took, or that there are none where that was looked into. */
export const putReasons = (
  construct: Construct,
  taken: readonly Reason[],
  looked: Looked,
  raw: Raw,
): void => {
  switch (construct.as) {
    case 'flag':
      return putFlag(construct, taken, looked, raw);
    case 'bits':
      return putBits(construct, taken, raw);
    case 'list':
      return putList(construct, taken, looked, raw);
    case 'symptoms':
      return putSymptoms(construct, taken, looked, raw);
    case 'temperature':
      return putTemperature(construct, taken, looked, raw);
    case 'area':
      return putArea(construct, taken, raw);
    case 'facts':
      return putFacts(construct, taken, looked, raw);
  }
};
