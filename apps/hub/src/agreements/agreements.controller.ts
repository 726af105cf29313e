import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { Answers } from '@huren/platform';
import { agreements, ruleSets } from './agreements.answers.ts';

const byId = (a: { id: string; version: number }, b: { id: string; version: number }): number =>
  a.id === b.id ? a.version - b.version : a.id < b.id ? -1 : 1;

@ApiTags('Agreements and rule sets 互认协议与规则集')
@Controller()
export class AgreementsController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  @Get('agreements')
  @ApiOperation({ summary: 'All versions of all agreements, with their dates' })
  @Answers(200, agreements)
  agreements() {
    return { agreements: this.context.knowledge.allAgreements().sort(byId) };
  }

  @Get('rule-sets')
  @ApiOperation({ summary: 'All versions of all rule sets, with their dates' })
  @Answers(200, ruleSets)
  ruleSets() {
    return { ruleSets: this.context.knowledge.allRuleSets().sort(byId) };
  }
}
