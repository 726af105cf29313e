import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';

export const VARIANTS = ['dynamic', 'offline'] as const;

export class MakeDto {
  /** `dynamic`: 60 s, for verifiers that ask the hub or this issuer; `offline`: signed, up to 12 h. */
  @ApiPropertyOptional({ enum: VARIANTS, default: 'dynamic' })
  @IsOptional()
  @IsIn(VARIANTS)
  variant: (typeof VARIANTS)[number] = 'dynamic';
}

const LONG_AGO =
  'HR1.420000.k1.tuchUDaCFwCN8trmXN6wXL34uAVNHyUMVX743CqTZMtIHuB1vOqcUC5SW9ee9uLdA0MSmgEa9JP2RLHF3wJqFw';

export class VerifyDto {
  /** The string that was scanned. The example was shown long ago. */
  @ApiProperty({ example: LONG_AGO })
  @IsString()
  @Length(1, 4096)
  presented: string;
}
