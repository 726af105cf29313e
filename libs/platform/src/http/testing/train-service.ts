import { Body, Controller, Get, HttpCode, Module, Param, Post, Put } from '@nestjs/common';
import { ApiConsumes } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsString, ValidateNested } from 'class-validator';
import { ProblemException, problem } from '../../errors/problem.ts';
import { HealthController, READINESS } from '../../health/health.ts';
import { BodyLimit } from '../body-limit.ts';

class PersonDto {
  @IsString()
  codeRef!: string;
}

class TrainDto {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => PersonDto)
  people!: PersonDto[];
}

@Controller('trains')
class TrainController {
  @Post()
  @HttpCode(200)
  add(@Body() train: TrainDto): { people: number } {
    return { people: train.people.length };
  }

  @Put(':id')
  @BodyLimit(64)
  replace(@Param('id') id: string, @Body() body: object): object {
    return { id, body };
  }

  @Post('import.csv')
  @ApiConsumes('text/csv')
  import(@Body() body: unknown): object {
    return { body };
  }

  @Get(':id')
  find(@Param('id') id: string): object {
    if (id === 'refused') throw new ProblemException(problem(409, 'already_left'));
    if (id === 'broken') throw new Error('select * from person where name = 张三');
    return { id };
  }
}

/** A service of trains, for tests of what every service does. */
@Module({
  controllers: [TrainController, HealthController],
  providers: [{ provide: READINESS, useValue: { database: () => false } }],
})
export class TrainModule {}
