import { DocumentDto } from '@huren/platform';
import { PURPOSES, RECOGNITION_MODES } from '@huren/recognition';
import type { Purpose, RecognitionMode } from '@huren/recognition';
import type { CodeRef, DivisionCode } from '@huren/standard';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsString, Length, Matches, ValidateNested } from 'class-validator';

export class RecognitionHereDto {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 4096)
  presented?: string;

  /** Of a known arrival. */
  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @Matches(/^\d{6}\.[0-9a-hjkmnp-tv-z]{26}$/, { message: 'is no code reference' })
  codeRef?: CodeRef;

  /** Of a known arrival without a telephone. */
  @ApiPropertyOptional({ type: DocumentDto })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => DocumentDto)
  document?: DocumentDto;

  @ApiProperty({ type: String, example: '330000' })
  @Matches(/^\d{6}$/, { message: 'is not six digits of GB/T 2260' })
  destination: DivisionCode;

  @ApiPropertyOptional({ enum: PURPOSES, default: 'entry' })
  @IsOptional()
  @IsIn(PURPOSES)
  purpose: Purpose = 'entry';

  @ApiPropertyOptional({ enum: RECOGNITION_MODES, default: 'showing' })
  @IsOptional()
  @IsIn(RECOGNITION_MODES)
  mode: RecognitionMode = 'showing';
}
