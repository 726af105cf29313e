import { startOfChinaDay } from '@huren/standard';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import { refuse } from '../errors/problem.ts';
import { dayFault, instantFault } from './moments.ts';

/** The instant that a day (its beginning in China) or an RFC 3339 date-time stands for; undefined: it is neither. */
export const momentOf = (text: string): Date | undefined => {
  if (dayFault(text) === undefined) return startOfChinaDay(text);
  return instantFault(text) === undefined ? new Date(text) : undefined;
};

export class AtDto {
  /** Which day or instant is asked about; absent: all there is, with its history. */
  @ApiPropertyOptional({ example: '2020-03-18' })
  @IsOptional()
  @IsString()
  at?: string;
}

/** Why a text is none. */
export const A_MOMENT_FAULT = 'is no day such as 2020-03-18 and no time such as 2020-03-18T09:00:00+08:00';

/** What a query asks about. @throws ProblemException that names the field */
export const askedMoment = ({ at }: AtDto): Date | undefined =>
  at === undefined ? undefined : (momentOf(at) ?? refuse(400, 'invalid_request', 'at', A_MOMENT_FAULT));
