import type { LetterSelection } from '@huren/events';
import { ApiPropertyOptional, IntersectionType, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { refuse } from '../errors/problem.ts';
import { IsInstant } from '../validation/moments.ts';
import { OperatorWordDto } from '../validation/operator-word.dto.ts';

/** Characters of a place where a list or a replay goes on: with a path it fits into the first line of a request. */
export const LONGEST_AFTER = 8000;

/** Which letters: one by id, those of a key, those of a topic; each of a consumer, or of all. */
export class SelectionDto {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 100)
  consumer?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  id?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 200)
  topic?: string;

  /** Of the topic. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 200)
  key?: string;

  /** Only letters of the database, which all replicas share, or only those that the process which is asked keeps itself. */
  @ApiPropertyOptional({ enum: ['database', 'process'] })
  @IsOptional()
  @IsIn(['database', 'process'])
  keeper?: 'database' | 'process';

  /** `next` of the answer before. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, LONGEST_AFTER)
  after?: string;
}

export class ListDto extends SelectionDto {
  @ApiPropertyOptional({ type: Number, default: 100, maximum: 1000 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit = 100;
}

export class ReplayDto extends SelectionDto {
  /** Every letter of the consumer, or of all consumers. */
  @ApiPropertyOptional({ type: Boolean, example: true })
  @IsOptional()
  @IsIn([true], { message: 'is not true: name the letters by id, topic or topic and key' })
  all?: true;

  /**
   * Only checks each letter by itself against the contract of its topic: nothing is handled or removed. `valid` says
   * that the event can be read, not that it will be applied: what fails in its handler is told by a replay alone.
   */
  @ApiPropertyOptional({ type: Boolean, default: false, example: true })
  @IsOptional()
  @IsBoolean()
  dryRun = false;
}

/** Letters that are chosen as for a replay, and on whose word they go. `dryRun` only tells which would go. */
export class DismissDto extends IntersectionType(ReplayDto, OperatorWordDto) {
  /** Only letters that were put until then: `until` of a dry run, and nothing goes that was put after it. Absent: now. */
  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsInstant()
  @Matches(/Z$/, { message: 'is not in UTC, such as 2020-03-16T01:00:00Z' })
  until?: string;
}

/** `id` is that of the letter; `after` is `next` of the answer before. */
export class DismissedListDto extends OmitType(ListDto, ['keeper'] as const) {}

/**
 * The letters meant; undefined: none are named.
 * @throws ProblemException for a key without its topic, and for what is named beside the id of one letter
 */
export const selectionOf = ({
  id,
  topic,
  key,
}: SelectionDto): Exclude<LetterSelection, 'all'> | undefined => {
  if (id !== undefined && (topic !== undefined || key !== undefined))
    return refuse(400, 'invalid_request', 'id', 'is one letter: name no topic and no key beside it');
  if (key !== undefined && topic === undefined)
    return refuse(400, 'invalid_request', 'topic', 'a key is one of a topic: name it');
  if (id !== undefined) return { id };
  if (topic === undefined) return undefined;
  return key === undefined ? { topic } : { topic, key };
};

/** The letters that are to be replayed or dismissed. @throws ProblemException where none are named */
export const checkedSelection = (body: ReplayDto): LetterSelection =>
  selectionOf(body) ??
  (body.all
    ? 'all'
    : refuse(400, 'nothing_selected', 'all', 'name letters by id, by topic, by topic and key, or say all'));
