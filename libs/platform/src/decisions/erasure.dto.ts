import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

export class ErasureDto {
  /** Why the decision is erased. Kept; it names no person. */
  @ApiProperty({ example: 'the holder asked for it, and its purpose has ended' })
  @IsString()
  @Length(1, 500)
  grounds: string;
}
