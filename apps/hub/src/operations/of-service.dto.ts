import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length } from 'class-validator';

/** Which service's letters are meant. */
export class OfServiceDto {
  /** Of one service alone, such as `issuer-a`. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 30)
  service?: string;
}
