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

export class VerifyDto {
  /** The string that was scanned. */
  @ApiProperty()
  @IsString()
  @Length(1, 4096)
  presented: string;
}
