import { CORRECTION_STATES } from '@huren/events';
import type { CorrectionState } from '@huren/events';
import { REASON_KINDS, normaliseOperator } from '@huren/standard';
import type { CodeRef, DivisionCode, ReasonKind } from '@huren/standard';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';

export class CorrectionDto {
  @ApiProperty({ type: String, example: '420000.0000000000000000000000000m' })
  @Matches(/^\d{6}\.[0-9a-hjkmnp-tv-z]{26}$/, { message: 'is no code reference' })
  codeRef: CodeRef;

  /** Kind of the reason that is disputed. */
  @ApiProperty({ enum: REASON_KINDS, example: 'contact.close' })
  @IsIn(REASON_KINDS)
  kind: ReasonKind;

  /** Issuer of the reason; needed only where more than one stated a reason of the kind. */
  @ApiPropertyOptional({ type: String, example: '420000' })
  @IsOptional()
  @Matches(/^\d{6}$/, { message: 'is not six digits of GB/T 2260' })
  statedBy?: DivisionCode;

  @ApiProperty({ example: 'I was not with them.' })
  @IsString()
  @Length(1, 1000)
  statement: string;
}

const OPERATOR = /^[a-z0-9](?:[a-z0-9._@-]{0,98}[a-z0-9])?$/;

export class ResolutionDto {
  @ApiProperty({ enum: ['approve', 'reject'], example: 'approve' })
  @IsIn(['approve', 'reject'])
  step: 'approve' | 'reject';

  /**
   * Who decides: the identity of an operator, up to 100 letters a to z, digits and . _ @ - between. It is no name, and
   * case, width and blanks make no other person of one. Upholding takes two different people.
   */
  @ApiProperty({ example: 'officer-1' })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? normaliseOperator(value) : value,
  )
  @Matches(OPERATOR, {
    message: 'is no identity of an operator: letters a to z, digits, and . _ @ - between',
  })
  by: string;
}

/** States in which a correction still waits for somebody. */
const OPEN = CORRECTION_STATES.filter((state) => state !== 'upheld' && state !== 'rejected');

export class ListCorrectionsDto {
  /** One state, or `open`: all that are not decided. Absent: every state. */
  @ApiPropertyOptional({ enum: ['open', ...CORRECTION_STATES], example: 'open' })
  @IsOptional()
  @IsIn(['open', ...CORRECTION_STATES])
  state?: 'open' | CorrectionState;

  @ApiPropertyOptional({ enum: REASON_KINDS })
  @IsOptional()
  @IsIn(REASON_KINDS)
  kind?: ReasonKind;

  /** `next` of the page before. */
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  after?: string;

  @ApiPropertyOptional({ type: Number, default: 50, maximum: 200 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;
}

/** The states that a list is asked for. */
export const statesOf = ({ state }: ListCorrectionsDto): readonly CorrectionState[] => {
  if (state === undefined) return CORRECTION_STATES;
  return state === 'open' ? OPEN : [state];
};
