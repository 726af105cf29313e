import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { refuse } from '../errors/problem.ts';
import { A_MOMENT_FAULT, momentOf } from '../validation/asked-moment.ts';
import { placeOf } from './list-decisions.ts';
import type { DecisionPage } from './list-decisions.ts';

/** Largest number of decisions on a page. */
export const PAGE_LIMIT = 1000;

export class PeriodDto {
  /** From which day or instant, inclusive. */
  @ApiProperty({ example: '2020-03-16' })
  @IsString()
  from: string;

  /** Up to which day (its beginning) or instant, exclusive. */
  @ApiProperty({ example: '2020-03-17' })
  @IsString()
  to: string;
}

/** A page of what happened in a period. */
export class WindowDto extends PeriodDto {
  /** `next` of the page before. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 400)
  after?: string;

  @ApiPropertyOptional({ default: 200 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(PAGE_LIMIT)
  limit: number = 200;
}

const invalid = (field: string, reason: string): never => refuse(400, 'invalid_request', field, reason);

/**
 * The window that a request names.
 * @param at pointer of what it stands in
 * @throws ProblemException that names the field
 */
export const askedWindow = (given: PeriodDto, at = ''): { from: Date; to: Date } => {
  const [from, to] = (['from', 'to'] as const).map(
    (field) => momentOf(given[field]) ?? invalid(`${at}/${field}`, A_MOMENT_FAULT),
  ) as [Date, Date];
  if (to <= from) invalid(`${at}/to`, 'is not after `from`');
  return { from, to };
};

/** What a query asks about. @throws ProblemException that names the field */
export const askedPage = ({ after, limit, ...window }: WindowDto): DecisionPage => ({
  ...askedWindow(window),
  limit,
  after: after === undefined ? undefined : (placeOf(after) ?? invalid('after', 'is not `next` of a page')),
});
