import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import type { Change, RuleSetDifference, Situation } from '@huren/agreements';
import { Answers, ProblemException, Refuses, problem } from '@huren/platform';
import { chinaTime } from '@huren/standard';
import { foundingAgreements, foundingRuleSets } from '@huren/recognition';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { newestRevision } from '../register/register-store.ts';
import { differenceAside } from './difference-aside.ts';
import { checkedPairs } from './check-documents.ts';
import {
  agreementDifferenceAnswer,
  differenceAnswer,
  ruleSetDifferenceAnswer,
} from './differences.answers.ts';
import { DifferenceDto, VersionsDto } from './differences.dto.ts';

const unknown = (field: string, code: string, detail: string): never => {
  throw new ProblemException(problem(404, code, detail, [{ pointer: `/${field}`, reason: detail }]));
};

const toldSituation = ({ hours, uncovered, ...plain }: Situation) => ({
  ...plain,
  hours: Object.fromEntries(hours),
  uncovered: [...uncovered],
});

const toldVerdict = ({ measureUntil, ...verdict }: Change['before']) => ({
  ...verdict,
  measureUntil: measureUntil ? chinaTime(measureUntil) : null,
});

const toldChange = ({ said: _said, situation, before, after, ...change }: Change) => ({
  ...change,
  before: toldVerdict(before),
  after: toldVerdict(after),
  situation: toldSituation(situation),
});

const toldDifference = ({ changes, ...found }: RuleSetDifference) => ({
  ...found,
  changes: changes.map(toldChange),
});

@ApiTags('Agreements and rule sets 互认协议与规则集')
@Controller()
export class DifferencesController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  /**
   * What a version of an agreement newly recognises, newly refuses or recognises on other terms than another, each with
   * its plainest example, from the beginning of the later one on. Proved over everything that clauses can tell apart.
   */
  @Get('agreements/:id/difference')
  @ApiOperation({ summary: 'What two versions of an agreement recognise differently' })
  @ApiParam({ name: 'id', example: foundingAgreements[0]?.id })
  @Answers(200, agreementDifferenceAnswer)
  @Refuses(404, 'unknown_version')
  @Refuses(503, 'busy')
  async agreement(@Param('id') id: string, @Query() { from, to }: VersionsDto) {
    const [before, after] = await Promise.all([
      this.agreementOf(id, from, 'from'),
      this.agreementOf(id, to, 'to'),
    ]);
    return { id, from, to, ...(await differenceAside({ kind: 'agreement', before, after })) };
  }

  /**
   * What a version of a rule set asks for otherwise than another, each kind of it with its smallest example, from the
   * beginning of the later one on. Where not everything that the rules can tell apart was looked at, it says so.
   */
  @Get('rule-sets/:id/difference')
  @ApiOperation({ summary: 'What two versions of a rule set ask for differently' })
  @ApiParam({ name: 'id', example: foundingRuleSets[0]?.id })
  @Answers(200, ruleSetDifferenceAnswer)
  @Refuses(404, 'unknown_version')
  @Refuses(503, 'busy')
  async ruleSet(@Param('id') id: string, @Query() { from, to }: VersionsDto) {
    const [before, after] = await Promise.all([
      this.ruleSetOf(id, from, 'from'),
      this.ruleSetOf(id, to, 'to'),
    ]);
    const found = await differenceAside({ kind: 'rule_set', before, after });
    return { id, from, to, ...toldDifference(found) };
  }

  /** The same for documents that are sent: drafts, before anything of them is published. Nothing is kept. */
  @Post('differences')
  @ApiOperation({ summary: 'How two documents differ' })
  @Answers(200, differenceAnswer)
  @Refuses(422, 'invalid_document')
  @Refuses(503, 'busy')
  async between(@Body() body: DifferenceDto) {
    const { agreement, ruleSet } = checkedPairs(body);
    return {
      agreement: agreement ? await differenceAside({ kind: 'agreement', ...agreement }) : null,
      ruleSet: ruleSet ? toldDifference(await differenceAside({ kind: 'rule_set', ...ruleSet })) : null,
    };
  }

  private async agreementOf(id: string, version: number, field: string) {
    const found = await newestRevision(this.context.database.sql, 'agreement', `${id}@${version}`);
    return found?.agreement ?? unknown(field, 'unknown_version', `there is no version ${version} of ${id}`);
  }

  private async ruleSetOf(id: string, version: number, field: string) {
    const found = await newestRevision(this.context.database.sql, 'rule_set', `${id}@${version}`);
    return found?.ruleSet ?? unknown(field, 'unknown_version', `there is no version ${version} of ${id}`);
  }
}
