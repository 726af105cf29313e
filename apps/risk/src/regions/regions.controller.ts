import { Body, Controller, Get, Inject, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { Answers, ProblemException, Refuses, answerWrite, problem } from '@huren/platform';
import type { Answer } from '@huren/platform';
import type { Sql } from '@huren/events';
import { chinaTime, isDivision } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import {
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { importBody } from '../imports/import-api.ts';
import { checkRow } from '../imports/check-row.ts';
import { importReport } from '../imports/import-report.ts';
import type { ImportReport, LineReport } from '../imports/import-report.ts';
import { rowsOfBody } from '../imports/import-body.ts';
import type { ReadRow } from '../imports/read-rows.ts';
import { RISK_CONTEXT } from '../risk-context.ts';
import type { RiskContext } from '../risk-context.ts';
import { levelsAt, periodsOf } from './region-store.ts';
import { ImportLevelDto, LevelsQueryDto, SetLevelDto } from './regions.dto.ts';
import { setLevel } from './set-level.ts';
import type { LevelAnswer, LevelRefusal } from './set-level.ts';
import { importAnswer } from '../imports/imports.answers.ts';
import { historyAnswer, levelAnswer, levelsAnswer } from './regions.answers.ts';

/** What a CSV of levels may have. */
const COLUMNS = ['division', 'level', 'since', 'scheme'];

@ApiExtraModels(ImportLevelDto)
@ApiTags('Risk levels 风险等级')
@Controller('regions')
export class RegionsController {
  private readonly context: RiskContext;

  constructor(@Inject(RISK_CONTEXT) context: RiskContext) {
    this.context = context;
  }

  /** Gives a division a level. The same level again changes nothing; every code it touches is assessed anew. */
  @Put(':division/level')
  @ApiOperation({ summary: 'Set the level of a division' })
  @Answers(200, levelAnswer)
  @Refuses(404, 'unknown_division')
  @Refuses(409, 'out_of_order')
  @Refuses(422, 'level_contradicts_figures', 'unknown_scheme', 'future')
  @ApiParam({ name: 'division', type: String, example: '110106' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  setLevel(
    @Param('division') division: DivisionCode,
    @Body() body: SetLevelDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      const answer = await this.set(tx, division, body);
      if (answer.ok)
        return {
          status: 200,
          body: { division, ...answer.period, version: answer.version, outcome: answer.outcome },
        };
      throw refusalOf(answer.error);
    });
  }

  /** Takes levels of many divisions, as JSON or as CSV whose first line names the columns. A report per line. */
  @Post('import')
  @ApiOperation({ summary: 'Import levels, as JSON or as CSV: division,level[,since][,scheme]' })
  @Answers(200, importAnswer)
  @Refuses(400, 'malformed_import')
  @ApiBody(
    importBody(ImportLevelDto, { division: '110106', level: 'medium' }, 'division,level\n110105,low\n'),
  )
  @ApiConsumes('application/json', 'text/csv')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  import(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const rows = rowsOfBody(request.body, COLUMNS);
    return answerWrite(this.context.database.transactions, request, reply, (tx) => this.importRows(tx, rows));
  }

  /** The level of every graded division, as it was at an instant. */
  @Get()
  @ApiOperation({ summary: 'Levels as of an instant' })
  @Answers(200, levelsAnswer)
  async levels(@Query() { at }: LevelsQueryDto) {
    const instant = at === undefined ? this.context.clock.now() : new Date(at);
    return { at: chinaTime(instant), regions: await levelsAt(this.context.database.sql, instant) };
  }

  /** The periods of a division's level, oldest first. */
  @Get(':division/history')
  @ApiOperation({ summary: "History of a division's level" })
  @Answers(200, historyAnswer)
  @Refuses(404, 'unknown_division')
  @ApiParam({ name: 'division', type: String, example: '110106' })
  async history(@Param('division') division: DivisionCode) {
    if (!isDivision(division)) {
      throw new ProblemException(
        problem(404, 'unknown_division', `${division} is no division of GB/T 2260.`),
      );
    }
    return { division, history: await periodsOf(this.context.database.sql, division) };
  }

  private set(tx: Sql, division: DivisionCode, body: SetLevelDto): Promise<LevelAnswer> {
    const { level, figures, since, scheme } = body;
    return setLevel(tx, { division, level, figures, since, scheme }, this.context.clock.now());
  }

  private async importRows(tx: Sql, rows: readonly ReadRow[]): Promise<Answer<ImportReport>> {
    const lines: LineReport[] = [];
    for (const row of rows) {
      const checked = checkRow(ImportLevelDto, row);
      lines.push(
        checked.ok
          ? lineOf(row.line, await this.set(tx, checked.value.division, checked.value))
          : checked.report,
      );
    }
    return { status: 200, body: importReport(lines) };
  }
}

const lineOf = (line: number, answer: LevelAnswer): LineReport =>
  answer.ok ? { line, outcome: answer.outcome } : { line, outcome: 'refused', ...answer.error };

const STATUS = {
  unknown_division: 404,
  invalid_request: 400,
  unknown_scheme: 422,
  level_contradicts_figures: 422,
  future: 422,
  out_of_order: 409,
} as const;

const refusalOf = ({ code, field, message }: LevelRefusal): ProblemException =>
  new ProblemException(problem(STATUS[code], code, message, [{ pointer: `/${field}`, reason: message }]));
