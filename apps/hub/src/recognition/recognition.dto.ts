import { PURPOSES, RECOGNITION_MODES } from '@huren/recognition';
import type { Purpose, RecognitionMode } from '@huren/recognition';
import type { CodeRef, DivisionCode } from '@huren/standard';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { EXAMPLES } from '../examples.ts';

/** Largest number of codes in one call. */
export const BATCH_LIMIT = 10_000;

export class DestinationDto {
  /** Where the holder wants to enter: a division of GB/T 2260. */
  @ApiProperty({ type: String, example: EXAMPLES.destination })
  @Matches(/^\d{6}$/, { message: 'is not six digits of GB/T 2260' })
  destination: DivisionCode;

  @ApiPropertyOptional({ enum: PURPOSES, default: 'entry' })
  @IsOptional()
  @IsIn(PURPOSES)
  purpose: Purpose = 'entry';
}

export class RecognitionDto extends DestinationDto {
  /** The string that was scanned. */
  @ApiProperty({ example: EXAMPLES.presented })
  @IsString()
  @Length(1, 4096)
  presented: string;

  @ApiPropertyOptional({ enum: RECOGNITION_MODES, default: 'showing' })
  @IsOptional()
  @IsIn(RECOGNITION_MODES)
  mode: RecognitionMode = 'showing';
}

export class TranslationDto extends DestinationDto {
  @ApiProperty({ example: EXAMPLES.presented })
  @IsString()
  @Length(1, 4096)
  presented: string;
}

export class BatchItemDto {
  /** The string that was scanned, or in its place a `codeRef`. */
  @ApiPropertyOptional({ example: EXAMPLES.presented })
  @IsOptional()
  @IsString()
  @Length(1, 4096)
  presented?: string;

  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @Matches(/^\d{6}\.[0-9a-hjkmnp-tv-z]{26}$/, { message: 'is no code reference' })
  codeRef?: CodeRef;
}

export class BatchDto extends DestinationDto {
  @ApiProperty({ type: [BatchItemDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BATCH_LIMIT)
  @ValidateNested({ each: true })
  @Type(() => BatchItemDto)
  items: BatchItemDto[];
}
