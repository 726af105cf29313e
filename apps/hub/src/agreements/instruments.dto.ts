import { LANES, INSTRUMENT_KINDS } from '@huren/agreements';
import type { InstrumentKind, Lane } from '@huren/agreements';
import { SIGNATURE_ALGORITHMS } from '@huren/crypto';
import type { SignatureAlgorithm } from '@huren/crypto';
import { IsInstant } from '@huren/platform';
import type { DivisionCode } from '@huren/standard';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { EXAMPLE_AGREEMENT, EXAMPLE_RULE_SET } from './examples.ts';
import { SIGNED_ACTS } from './sign.ts';
import type { SignedAct } from './sign.ts';

const DIVISION = { message: 'is not six digits of GB/T 2260' };

class DraftDto {
  @ApiPropertyOptional({ enum: LANES, default: 'ordinary' })
  @IsOptional()
  @IsIn(LANES)
  lane: Lane = 'ordinary';

  /** Why it cannot wait; in the emergency lane. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 2000)
  grounds?: string;
}

export class AgreementDraftDto extends DraftDto {
  /** The next version: `Agreement` without `state` and `suspendedBy`. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: EXAMPLE_AGREEMENT })
  @IsObject()
  document: Record<string, unknown>;
}

export class RuleSetDraftDto extends DraftDto {
  /** The next version: `RuleSet`. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: EXAMPLE_RULE_SET })
  @IsObject()
  document: Record<string, unknown>;

  /** Whose rules they are; absent: the destination's own. */
  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @Matches(/^\d{6}$/, DIVISION)
  party?: DivisionCode;
}

export class ByDto {
  /** The party that does it. */
  @ApiProperty({ type: String, example: '420100' })
  @Matches(/^\d{6}$/, DIVISION)
  by: DivisionCode;
}

export class SignatureDto {
  @ApiProperty({ enum: INSTRUMENT_KINDS })
  @IsIn(INSTRUMENT_KINDS)
  kind: InstrumentKind;

  @ApiProperty()
  @IsString()
  @Length(1, 200)
  id: string;

  @ApiProperty()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  version: number;

  @ApiProperty({ enum: SIGNED_ACTS })
  @IsIn(SIGNED_ACTS)
  act: SignedAct;

  @ApiProperty({ enum: SIGNATURE_ALGORITHMS })
  @IsIn(SIGNATURE_ALGORITHMS)
  alg: SignatureAlgorithm;

  @ApiProperty()
  @IsString()
  @Length(1, 40)
  kid: string;

  /** Over canonical JSON of `{ alg, kid, statement }`: base64url of 64 bytes. */
  @ApiProperty()
  @Matches(/^[A-Za-z0-9_-]{86}$/, { message: 'is not 86 characters of base64url' })
  value: string;
}

export class ActContentDto {
  /** How many acts there were before: the file's `serial`. */
  @ApiProperty()
  @IsInt()
  @Min(0)
  serial: number;

  /** With a suspension, and an end at once. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 2000)
  grounds?: string;

  /** With a notice: when it ends. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsInstant()
  until?: string;
}

export class SignaturesDto {
  /** What the act says; a signature under terms says nothing beside them. */
  @ApiPropertyOptional({ type: ActContentDto })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ActContentDto)
  content?: ActContentDto;

  /** One, or two of two people of one party. */
  @ApiProperty({ type: [SignatureDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2)
  @ValidateNested({ each: true })
  @Type(() => SignatureDto)
  signatures: SignatureDto[];
}
