import { IsDay } from '@huren/platform';
import { COUNTRIES, SYMPTOMS } from '@huren/standard';
import type { CodeRef, DivisionCode, Symptom } from '@huren/standard';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

export class HealthAnswersDto {
  /** Body temperature in tenths of a degree Celsius. */
  @ApiProperty({ example: 366 })
  @IsInt()
  @Min(300)
  @Max(450)
  temperatureTenths: number;

  @ApiProperty({ enum: SYMPTOMS, isArray: true, example: [] })
  @IsArray()
  @IsIn(SYMPTOMS, { each: true })
  symptoms: Symptom[];

  /** Whether the holder was in contact with a case in the last 14 days. */
  @ApiProperty({ example: false })
  @IsBoolean()
  closeContact: boolean;
}

export class StayDto {
  /** Last day of the stay. */
  @ApiProperty({ example: '2020-03-10' })
  @IsDay()
  leftOn: string;

  @ApiPropertyOptional({ type: String, example: '421002' })
  @IsOptional()
  @Matches(/^\d{6}$/, { message: 'is not six digits of GB/T 2260' })
  division?: DivisionCode;

  /** Three letters of GB/T 2659, for a stay abroad. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsIn(COUNTRIES, { message: 'is no country of GB/T 2659 by its three letters' })
  country?: string;
}

class OfCodeDto {
  @ApiProperty({ type: String, example: '420000.0000000000000000000000000g' })
  @Matches(/^\d{6}\.[0-9a-hjkmnp-tv-z]{26}$/, { message: 'is no code reference' })
  codeRef: CodeRef;
}

export class HealthDeclarationDto extends OfCodeDto {
  @ApiProperty({ type: HealthAnswersDto })
  @IsObject()
  @ValidateNested()
  @Type(() => HealthAnswersDto)
  answers: HealthAnswersDto;
}

export class ItineraryDeclarationDto extends OfCodeDto {
  @ApiProperty({ type: [StayDto] })
  @IsArray()
  @ArrayMaxSize(100)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => StayDto)
  stays: StayDto[];
}
