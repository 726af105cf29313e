import { SIGNATURE_ALGORITHMS } from '@huren/crypto';
import type { SignatureAlgorithm, StatementSignature } from '@huren/crypto';
import { IsInstant, OperatorWordDto } from '@huren/platform';
import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsString, Length, Matches, ValidateNested } from 'class-validator';
import { EXAMPLE_KEY } from './examples.ts';

export class VoucherDto implements StatementSignature {
  @ApiProperty({ enum: SIGNATURE_ALGORITHMS })
  @IsIn(SIGNATURE_ALGORITHMS)
  alg: SignatureAlgorithm;

  @ApiProperty()
  @IsString()
  @Length(1, 40)
  kid: string;

  @ApiProperty()
  @Matches(/^[A-Za-z0-9_-]{86}$/, { message: 'is not 86 characters of base64url' })
  value: string;
}

class KeyDto {
  @ApiProperty({ example: EXAMPLE_KEY.kid })
  @Matches(/^[a-z0-9-]{1,40}$/, { message: 'is not small letters, digits and hyphens' })
  kid: string;

  @ApiProperty({ enum: SIGNATURE_ALGORITHMS, example: EXAMPLE_KEY.alg })
  @IsIn(SIGNATURE_ALGORITHMS)
  alg: SignatureAlgorithm;

  /** Uncompressed point, 65 bytes in hexadecimal, lower case. No other key's, nor that of one that has ended. */
  @ApiProperty({ example: EXAMPLE_KEY.publicKey })
  @IsString()
  @Length(1, 200)
  publicKey: string;

  /** Who signs with it: the party's own name of an official. Two keys of one person are one signer. */
  @ApiProperty({ example: EXAMPLE_KEY.person })
  @IsString()
  @Length(1, 80)
  person: string;

  /** Absent: from now on. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsInstant()
  validFrom?: string;

  /** Absent: until further notice. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsInstant()
  validTo?: string;
}

class VouchersDto {
  /** Of a key that the party has in force, over the key as it is to be. */
  @ApiProperty({ type: VoucherDto })
  @IsObject()
  @ValidateNested()
  @Type(() => VoucherDto)
  voucher: VoucherDto;

  /** The same of a second person, independent of the first: a new key counts beside either, another's ends. */
  @ApiPropertyOptional({ type: VoucherDto })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => VoucherDto)
  secondVoucher?: VoucherDto;
}

export class PartyKeyDto extends IntersectionType(KeyDto, VouchersDto) {}

export class FirstKeyDto extends IntersectionType(KeyDto, OperatorWordDto) {}

export class KeyEndDto extends VouchersDto {
  /** When it ends; where that is over, as soon as the hub hears of it. */
  @ApiProperty()
  @IsInstant()
  validTo: string;
}
