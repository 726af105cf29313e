import { IsInstant } from '@huren/platform';
import type { CodeRef, DivisionCode } from '@huren/standard';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  IsString,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { EXAMPLES } from '../examples.ts';
import { BATCH_LIMIT } from '../recognition/recognition.dto.ts';

export class PassengerDto {
  @ApiProperty({ type: String, example: EXAMPLES.codeRef })
  @Matches(/^\d{6}\.[0-9a-hjkmnp-tv-z]{26}$/, { message: 'is no code reference' })
  codeRef: CodeRef;

  @ApiPropertyOptional({ example: 'E001' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  employer?: string;
}

export class ManifestDto {
  @ApiProperty({ type: String, example: '421000' })
  @Matches(/^\d{6}$/, { message: 'is not six digits of GB/T 2260' })
  origin: DivisionCode;

  @ApiProperty({ type: String, example: '440000' })
  @Matches(/^\d{6}$/, { message: 'is not six digits of GB/T 2260' })
  destination: DivisionCode;

  @ApiProperty({ example: '2030-03-19T13:24:00+08:00' })
  @IsInstant()
  departure: string;

  /** The employers to whom the people travel. */
  @ApiProperty({ example: ['E001'] })
  @IsArray()
  @ArrayMaxSize(BATCH_LIMIT)
  @IsString({ each: true })
  employers: string[];

  @ApiProperty({ type: [PassengerDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BATCH_LIMIT)
  @ValidateNested({ each: true })
  @Type(() => PassengerDto)
  people: PassengerDto[];
}
