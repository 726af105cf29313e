import { IsInstant } from '@huren/platform';
import { RISK_LEVELS } from '@huren/standard';
import type { DivisionCode, RiskLevel } from '@huren/standard';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';

export class CaseFiguresDto {
  /** Confirmed cases in all. */
  @ApiProperty({ example: 60 })
  @IsInt()
  @Min(0)
  total: number;

  /** New confirmed cases in the last 14 days. */
  @ApiProperty({ example: 3 })
  @IsInt()
  @Min(0)
  newIn14Days: number;

  @ApiProperty({ example: true })
  @IsBoolean()
  clusterIn14Days: boolean;
}

export class SetLevelDto {
  /** Absent where `figures` say it. */
  @ApiPropertyOptional({ enum: RISK_LEVELS, example: 'high' })
  @IsOptional()
  @IsIn(RISK_LEVELS)
  level?: RiskLevel;

  /** Case figures, from which the grading scheme's thresholds give the level. */
  @ApiPropertyOptional({ type: CaseFiguresDto })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => CaseFiguresDto)
  figures?: CaseFiguresDto;

  /** From when on; absent: now. RFC 3339 with an offset. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsInstant()
  since?: string;

  /** Grading scheme; absent: the one in force. */
  @ApiPropertyOptional({ example: 'cn-2020-02' })
  @IsOptional()
  @IsString()
  scheme?: string;
}

export class ImportLevelDto extends SetLevelDto {
  @ApiProperty({ type: String, example: '110106' })
  @Matches(/^\d{6}$/, { message: 'is not six digits of GB/T 2260' })
  division: DivisionCode;
}

export class LevelsQueryDto {
  /** RFC 3339 with an offset; absent: now. */
  @ApiPropertyOptional({ example: '2020-03-16T09:00:00+08:00' })
  @IsOptional()
  @IsInstant()
  at?: string;
}
