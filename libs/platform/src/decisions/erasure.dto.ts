import { GroundsDto } from '../validation/operator-word.dto.ts';

/** Why the decision is erased. */
export class ErasureDto extends GroundsDto {}
