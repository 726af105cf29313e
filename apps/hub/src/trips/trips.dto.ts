import { IsInstant } from '@huren/platform';
import { RECOGNITION_MODES } from '@huren/recognition';
import type { RecognitionMode } from '@huren/recognition';
import { SCHEMES } from '@huren/standard';
import type { IssuerCode, Scheme } from '@huren/standard';
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
import { DestinationDto } from '../recognition/recognition.dto.ts';

/** Most places of one trip. */
const LEGS = 20;

export class LegDto extends DestinationDto {
  @ApiProperty({ example: '2030-03-20T09:00:00+08:00' })
  @IsInstant()
  arriveAt: string;

  /** When the stay ends; absent: only the arrival is asked about. */
  @ApiPropertyOptional({ example: '2030-03-22T18:00:00+08:00' })
  @IsOptional()
  @IsInstant()
  leaveAt?: string;

  @ApiPropertyOptional({ enum: RECOGNITION_MODES, default: 'showing' })
  @IsOptional()
  @IsIn(RECOGNITION_MODES)
  mode: RecognitionMode = 'showing';
}

export class TripDto {
  /** What the holder shows today; in its place an issuer, where nobody's code is asked about. */
  @ApiPropertyOptional({ example: EXAMPLES.presented })
  @IsOptional()
  @IsString()
  @Length(1, 4096)
  presented?: string;

  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @Matches(/^\d{6}$/, { message: 'is not six digits of GB/T 2260' })
  issuer?: IssuerCode;

  /** With `issuer`; absent: domestic. */
  @ApiPropertyOptional({ enum: SCHEMES })
  @IsOptional()
  @IsIn(SCHEMES)
  scheme?: Scheme;

  /** Where the trip leads, in the order of arrival. */
  @ApiProperty({ type: [LegDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(LEGS)
  @ValidateNested({ each: true })
  @Type(() => LegDto)
  legs: LegDto[];
}
