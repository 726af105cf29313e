import { RECOGNITION_MODES } from '@huren/recognition';
import type { RecognitionMode } from '@huren/recognition';
import { SCHEMES } from '@huren/standard';
import type { IssuerCode, Scheme } from '@huren/standard';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { DestinationDto } from '../recognition/recognition.dto.ts';

export class RouteDto extends DestinationDto {
  /** Whose codes. */
  @ApiProperty({ type: String, example: '420000' })
  @Matches(/^\d{6}$/, { message: 'is not six digits of GB/T 2260' })
  issuer: IssuerCode;

  @ApiPropertyOptional({ enum: SCHEMES, default: 'domestic' })
  @IsOptional()
  @IsIn(SCHEMES)
  scheme: Scheme = 'domestic';

  @ApiPropertyOptional({ enum: RECOGNITION_MODES, default: 'showing' })
  @IsOptional()
  @IsIn(RECOGNITION_MODES)
  mode: RecognitionMode = 'showing';
}
