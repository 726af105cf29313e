import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ProblemException, answerWrite, problem, refuse } from '@huren/platform';
import type { Answer } from '@huren/platform';
import type { Sql } from '@huren/events';
import { isDivision } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { gradeCounty } from '../grading/grading.ts';
import { checkRow } from '../imports/check-row.ts';
import { importReport } from '../imports/import-report.ts';
import type { LineReport } from '../imports/import-report.ts';
import { readCsv, readJson } from '../imports/read-rows.ts';
import type { ReadRows } from '../imports/read-rows.ts';
import { RISK_CONTEXT } from '../risk-context.ts';
import type { RiskContext } from '../risk-context.ts';
import { levelsAt, periodsOf } from './region-store.ts';
import { ImportLevelDto, ImportLevelsDto, SetLevelDto } from './regions.dto.ts';
import { setLevel } from './set-level.ts';
import type { LevelAnswer, LevelRefusal } from './set-level.ts';

const levelOf = ({ level, figures }: SetLevelDto) => level ?? (figures ? gradeCounty(figures) : undefined);

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
  @ApiParam({ name: 'division', example: '110106' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  setLevel(
    @Param('division') division: DivisionCode,
    @Body() body: SetLevelDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
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
  @HttpCode(200)
  @ApiOperation({ summary: 'Import levels' })
  @ApiConsumes('application/json', 'text/csv')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  import(
    @Body() body: ImportLevelsDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return answerWrite(this.context.database.transactions, request, reply, (tx) =>
      this.importRows(tx, readJson(body.items)),
    );
  }

  @Post('import.csv')
  @HttpCode(200)
  @ApiBody({ schema: { type: 'string', example: 'division,level\n110105,low\n' } })
  @ApiOperation({ summary: 'Import levels as CSV: division,level[,since][,scheme]' })
  @ApiConsumes('text/csv')
  importCsv(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    if (typeof request.body !== 'string')
      refuse(415, 'unsupported_media_type', 'Content-Type', 'send text/csv');
    const rows = readCsv(request.body as string);
    return answerWrite(this.context.database.transactions, request, reply, (tx) => this.importRows(tx, rows));
  }

  /** The level of every graded division, as it was at an instant. */
  @Get()
  @ApiOperation({ summary: 'Levels as of an instant' })
  @ApiQuery({ name: 'at', required: false, description: 'RFC 3339; absent: now' })
  async levels(@Query('at') at?: string): Promise<unknown> {
    const instant = at ? new Date(at) : this.context.clock.now();
    if (Number.isNaN(instant.getTime())) refuse(400, 'invalid_request', 'at', 'is no RFC 3339 date-time');
    return { at: instant.toISOString(), regions: await levelsAt(this.context.database.sql, instant) };
  }

  /** The periods of a division's level, oldest first. */
  @Get(':division/history')
  @ApiOperation({ summary: "History of a division's level" })
  @ApiParam({ name: 'division', example: '110106' })
  async history(@Param('division') division: DivisionCode): Promise<unknown> {
    if (!isDivision(division)) {
      throw new ProblemException(
        problem(404, 'unknown_division', `${division} is no division of GB/T 2260.`),
      );
    }
    return { division, history: await periodsOf(this.context.database.sql, division) };
  }

  private set(tx: Sql, division: DivisionCode, body: SetLevelDto): Promise<LevelAnswer> {
    const level = levelOf(body);
    if (body.figures && level !== gradeCounty(body.figures))
      return refuse(
        422,
        'level_contradicts_figures',
        'level',
        `the figures say ${gradeCounty(body.figures)}`,
      );
    if (!level) return refuse(400, 'invalid_request', 'level', 'a level or figures say how high the risk is');
    const { since, scheme } = body;
    return setLevel(
      tx,
      { division, level, ...(since ? { since } : {}), ...(scheme ? { scheme } : {}) },
      this.context.clock.now(),
    );
  }

  private async importRows(tx: Sql, read: ReadRows): Promise<Answer> {
    if (!read.ok)
      throw new ProblemException(
        problem(400, 'malformed_import', `Line ${read.line ?? '?'}: ${read.message}`),
      );
    const lines: LineReport[] = [];
    for (const row of read.rows) {
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

const STATUS = { unknown_division: 404, unknown_scheme: 422, future: 422, out_of_order: 409 } as const;

const refusalOf = ({ code, field, message }: LevelRefusal): ProblemException =>
  new ProblemException(problem(STATUS[code], code, message, [{ pointer: `/${field}`, reason: message }]));
