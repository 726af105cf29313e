import { expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import { IsString, ValidateNested } from 'class-validator';
import { ProblemException } from './problem.ts';
import { validationPipe } from './validation.ts';

class TicketDto {
  @IsString()
  code: string;
}

class SeatDto {
  @ValidateNested()
  @Type(() => TicketDto)
  ticket: TicketDto;
}

class CarDto {
  @ValidateNested({ each: true })
  @Type(() => SeatDto)
  seats: SeatDto[];
}

const faultsOf = async (body: object): Promise<unknown> => {
  try {
    await validationPipe().transform(body, { type: 'body', metatype: CarDto });
    return [];
  } catch (error) {
    return error instanceof ProblemException ? error.problem.errors : error;
  }
};

it('an object in an object is none where it is a list', async () => {
  const ticket = { code: 'a' };
  expect(await faultsOf({ seats: [{ ticket }, { ticket }] })).toEqual([]);
  expect(await faultsOf({ seats: [{ ticket }, { ticket: [ticket] }] })).toEqual([
    { pointer: '/seats/1/ticket', reason: 'must be an object' },
  ]);
});
