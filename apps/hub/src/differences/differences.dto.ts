import { foundingAgreements } from '@huren/recognition';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsObject, IsOptional, Min, ValidateNested } from 'class-validator';

export class VersionsDto {
  /** The version that is taken as it was. */
  @ApiProperty({ example: 1 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  from: number;

  /** The version that is held against it. */
  @ApiProperty({ example: 1 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  to: number;
}

export class TwoDocumentsDto {
  @ApiProperty({ type: 'object', additionalProperties: true })
  @IsObject()
  before: object;

  @ApiProperty({ type: 'object', additionalProperties: true })
  @IsObject()
  after: object;
}

const EXAMPLE = { before: foundingAgreements[0], after: foundingAgreements[0] };

export class DifferenceDto {
  /** Two agreements, published or not. */
  @ApiPropertyOptional({ example: EXAMPLE })
  @IsOptional()
  @ValidateNested()
  @Type(() => TwoDocumentsDto)
  agreement?: TwoDocumentsDto;

  /** Two rule sets of one destination and scheme, published or not. */
  @ApiPropertyOptional()
  @IsOptional()
  @ValidateNested()
  @Type(() => TwoDocumentsDto)
  ruleSet?: TwoDocumentsDto;
}
