import { IsInstant, PeriodDto } from '@huren/platform';
import type { DivisionCode, RiskLevel } from '@huren/standard';
import { RISK_LEVELS } from '@huren/standard';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

export class DraftLevelDto {
  /** A county, or a city that has none. */
  @ApiProperty({ type: String, example: '420106' })
  @Matches(/^\d{6}$/, { message: 'is not six digits of GB/T 2260' })
  division: DivisionCode;

  @ApiProperty({ enum: RISK_LEVELS, example: 'low' })
  @IsIn(RISK_LEVELS)
  level: RiskLevel;
}

export class DraftDto {
  /** A version of an agreement: takes the place of its other versions. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  @IsOptional()
  @IsObject()
  agreement?: object;

  /** A version of a rule set: takes the place of what held for its destination and scheme. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  @IsOptional()
  @IsObject()
  ruleSet?: object;

  /** Levels of counties, in the place of those that they had. */
  @ApiPropertyOptional({ type: [DraftLevelDto], example: [{ division: '420106', level: 'low' }] })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(4000)
  @ValidateNested({ each: true })
  @Type(() => DraftLevelDto)
  levels?: DraftLevelDto[];
}

export class SimulatedWindowDto extends PeriodDto {}

/** Most people who are made up at once. */
export const MOST_PEOPLE = 1_000_000;

export class SyntheticDto {
  @ApiProperty({ example: 1000 })
  @IsInt()
  @Min(1)
  @Max(MOST_PEOPLE)
  size: number;

  /** The same seed makes the same people. */
  @ApiProperty({ example: 1 })
  @IsInt()
  @Min(0)
  @Max(2 ** 31 - 1)
  seed: number;
}

export class SimulationDto {
  /** What is tried: at least one of an agreement, a rule set and levels. */
  @ApiProperty()
  @IsDefined({ message: 'is missing' })
  @ValidateNested()
  @Type(() => DraftDto)
  draft: DraftDto;

  /** The decisions that are made again. */
  @ApiProperty()
  @IsDefined({ message: 'is missing' })
  @ValidateNested()
  @Type(() => SimulatedWindowDto)
  window: SimulatedWindowDto;

  /** The draft is taken as it stands at this instant; absent: at its beginning. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsInstant()
  asOf?: string;

  /** People who are made up, decided about as of the end of the window. */
  @ApiPropertyOptional()
  @IsOptional()
  @ValidateNested()
  @Type(() => SyntheticDto)
  synthetic?: SyntheticDto;
}
