import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length, Matches } from 'class-validator';

export class GroundsDto {
  /** Why. Kept; it names no person. */
  @ApiProperty({ example: 'asked for by letter, and called back' })
  @IsString()
  @Length(1, 1000)
  @Matches(/\S/, { message: 'is blank' })
  grounds: string;
}

/** On whose word something is done: an operator's, who has seen to who asks. */
export class OperatorWordDto extends GroundsDto {
  /** Who answers for it. */
  @ApiProperty({ example: 'operator-1' })
  @IsString()
  @Length(1, 100)
  @Matches(/\S/, { message: 'is blank' })
  officer: string;
}
