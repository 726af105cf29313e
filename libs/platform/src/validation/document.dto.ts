import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

/** A document as it is written on it; libs/standard knows its types and what its number must be. */
export class DocumentDto {
  @ApiProperty({ example: 'resident_id' })
  @IsString()
  type: string;

  @ApiProperty({ example: '11010519491231002X' })
  @IsString()
  @Length(1, 40)
  number: string;
}
