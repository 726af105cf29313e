import { Body, Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { Answers, ProblemException, Refuses, answerWrite, problem } from '@huren/platform';
import type { Answer } from '@huren/platform';
import type { Sql } from '@huren/events';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { importBody } from '../imports/import-api.ts';
import { checkRow } from '../imports/check-row.ts';
import { importReport } from '../imports/import-report.ts';
import type { ImportReport, LineReport } from '../imports/import-report.ts';
import { rowsOfBody } from '../imports/import-body.ts';
import type { ReadRow } from '../imports/read-rows.ts';
import { RISK_CONTEXT } from '../risk-context.ts';
import type { RiskContext } from '../risk-context.ts';
import { factsOf } from './fact-store.ts';
import { FactsQueryDto, PersonFactDto, WithdrawalDto } from './person-facts.dto.ts';
import { recordFact, withdrawFact } from './record-fact.ts';
import type { FactAnswer } from './record-fact.ts';
import { COLUMNS, rowAsReport } from './row-as-report.ts';
import { DOCUMENT_FAULTS } from '@huren/standard';
import { importAnswer } from '../imports/imports.answers.ts';
import { factAnswer, subjectFacts } from './person-facts.answers.ts';

const KEY = { name: 'Idempotency-Key', required: false };

const FACT_FAULTS = [...DOCUMENT_FAULTS, 'person_missing', 'invalid_reason', 'future', 'unknown_division'];

const JSON_EXAMPLE = {
  document: { type: 'resident_id', number: '11010519491231002X' },
  reason: {
    kind: 'contact.close',
    issuer: '420000',
    evidence: 'investigation',
    observedAt: '2020-03-15T09:00:00+08:00',
  },
};

const CSV_EXAMPLE =
  'documentType,documentNumber,kind,result,issuer,evidence,observedAt\nresident_id,11010519491231002X,test.nucleic,negative,420000,laboratory,2020-03-15T09:00:00+08:00\n';

@ApiTags('Person facts 人员信息')
@Controller('person-facts')
export class PersonFactsController {
  private readonly context: RiskContext;

  constructor(@Inject(RISK_CONTEXT) context: RiskContext) {
    this.context = context;
  }

  /** Records a case, contact or test of a person. The same report again changes nothing. */
  @Post()
  @ApiOperation({ summary: 'Record a fact of a person' })
  @ApiHeader(KEY)
  @Answers([201, 200], factAnswer, { PersonFactsController_withdraw: { factId: 'factId' } })
  @Refuses(422, ...FACT_FAULTS)
  record(
    @Body() body: PersonFactDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.write(request, reply, async (tx) => answerOf(await recordFact(tx, body, this.factContext())));
  }

  /**
   * Takes facts of many people, as JSON or as CSV: documentType,documentNumber,kind,issuer,evidence,observedAt and the
   * fields of the kind. A report per line, the good ones are kept.
   */
  @Post('import')
  @ApiConsumes('application/json', 'text/csv')
  @ApiBody(importBody(PersonFactDto, JSON_EXAMPLE, CSV_EXAMPLE))
  @ApiOperation({ summary: 'Import facts of people' })
  @ApiHeader(KEY)
  @Answers(200, importAnswer)
  @Refuses(400, 'malformed_import')
  import(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { body } = request;
    const rows = rowsOfBody(body, COLUMNS);
    const reports = typeof body === 'string' ? rows.map(rowAsReport) : rows;
    return this.write(request, reply, (tx) => this.importRows(tx, reports));
  }

  /** The facts in force of a subject, for an issuer that has a new holder. */
  @Post('query')
  @ApiOperation({ summary: 'Facts of a subject' })
  @Answers(200, subjectFacts)
  async query(@Body() { subject }: FactsQueryDto) {
    return { subject, ...(await factsOf(this.context.database.sql, subject)) };
  }

  /** Takes a fact back. Every code that it touched is assessed anew. */
  @Post(':factId/withdrawal')
  @ApiOperation({ summary: 'Withdraw a fact' })
  @ApiHeader(KEY)
  @Answers(200, factAnswer)
  @Refuses(404, 'unknown_fact')
  withdraw(
    @Param('factId') factId: string,
    @Body() { grounds }: WithdrawalDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.write(request, reply, async (tx) =>
      answerOf(await withdrawFact(tx, factId, grounds, this.context.clock.now())),
    );
  }

  private factContext() {
    return { subjectKey: this.context.keys.subjectKey, now: this.context.clock.now() };
  }

  private write<Body>(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (tx: Sql) => Promise<Answer<Body>>,
  ): Promise<Body> {
    return answerWrite(this.context.database.transactions, request, reply, work);
  }

  private async importRows(tx: Sql, rows: readonly ReadRow[]): Promise<Answer<ImportReport>> {
    const lines: LineReport[] = [];
    for (const row of rows) {
      const checked = checkRow(PersonFactDto, row);
      if (!checked.ok) lines.push(checked.report);
      else lines.push(lineOf(row.line, await recordFact(tx, checked.value, this.factContext())));
    }
    return { status: 200, body: importReport(lines) };
  }
}

const lineOf = (line: number, answer: FactAnswer): LineReport =>
  answer.ok ? { line, outcome: answer.outcome } : { line, outcome: 'refused', ...answer.error };

const answerOf = (answer: FactAnswer) => {
  if (answer.ok) {
    const { ok: _ok, ...body } = answer;
    return { status: answer.outcome === 'recorded' ? 201 : 200, body };
  }
  const { code, field, message } = answer.error;
  const refused = code === 'unknown_fact' ? 404 : 422;
  throw new ProblemException(
    problem(refused, code, message, [{ pointer: `/${field.replaceAll('.', '/')}`, reason: message }]),
  );
};
