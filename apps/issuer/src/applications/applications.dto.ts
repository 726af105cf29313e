import { DocumentDto } from '@huren/platform';
import { SCHEMES } from '@huren/standard';
import type { Scheme } from '@huren/standard';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  Equals,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Length,
  ValidateNested,
} from 'class-validator';
import { HealthAnswersDto, StayDto } from '../declarations/declarations.dto.ts';

export class ApplicantDocumentDto extends DocumentDto {
  @ApiProperty({ example: '张三' })
  @IsString()
  @Length(1, 80)
  name: string;
}

export class ConsentDto {
  /** Must be given: without it there is no code. */
  @ApiProperty({ example: true })
  @Equals(true, { message: 'must be given' })
  given: boolean;

  /** Version of the text that was agreed to. */
  @ApiProperty({ example: '2020-02' })
  @IsString()
  @Length(1, 40)
  version: string;
}

export class CodeApplicationDto {
  /** Where the application was made, such as `ehuiban_app` in Hubei. */
  @ApiProperty({ example: 'ehuiban_app' })
  @IsString()
  channel: string;

  /** Absent: the issuer's first that takes the document. */
  @ApiPropertyOptional({ enum: SCHEMES })
  @IsOptional()
  @IsIn(SCHEMES)
  scheme?: Scheme;

  @ApiProperty({ type: ApplicantDocumentDto })
  @IsObject()
  @ValidateNested()
  @Type(() => ApplicantDocumentDto)
  document: ApplicantDocumentDto;

  @ApiProperty({ type: ConsentDto })
  @IsObject()
  @ValidateNested()
  @Type(() => ConsentDto)
  consent: ConsentDto;

  @ApiPropertyOptional({ type: HealthAnswersDto })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => HealthAnswersDto)
  health?: HealthAnswersDto;

  @ApiPropertyOptional({ type: [StayDto] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => StayDto)
  itinerary?: StayDto[];
}
