import { DocumentDto, GroundsDto } from '@huren/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, IsOptional, Matches, ValidateNested } from 'class-validator';

export class PersonFactDto {
  /** Whom the fact is about. Read, turned into a subject, and not kept. */
  @ApiPropertyOptional({ type: DocumentDto })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => DocumentDto)
  document?: DocumentDto;

  @ApiPropertyOptional()
  @IsOptional()
  @Matches(/^[0-9a-hjkmnp-tv-z]{32}$/, { message: 'is no subject' })
  subject?: string;

  /** The fact, in the form of a reason of the standard. */
  @ApiProperty({
    example: {
      kind: 'contact.close',
      issuer: '420000',
      evidence: 'investigation',
      observedAt: '2020-03-15T09:00:00+08:00',
    },
  })
  @IsObject()
  reason: Record<string, unknown>;
}

/** Why the fact is withdrawn. */
export class WithdrawalDto extends GroundsDto {}

export class FactsQueryDto {
  @ApiProperty({ example: '0123456789abcdefghjkmnpqrstvwxyz' })
  @Matches(/^[0-9a-hjkmnp-tv-z]{32}$/, { message: 'is no subject' })
  subject: string;
}
