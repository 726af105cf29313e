import { Body, Controller, Get, Inject, Param, Put, Req, Res } from '@nestjs/common';
import { Answers, ProblemException, Refuses, answerWrite, problem } from '@huren/platform';
import { PATHS } from '@huren/recognition';
import type { Path } from '@huren/recognition';
import { chinaTime, findIssuer } from '@huren/standard';
import type { IssuerCode } from '@huren/standard';
import { ApiHeader, ApiOperation, ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { lookAgain } from '../manifests/manifest-store.ts';
import { announceMembers } from './announce-members.ts';
import { memberEntity } from './member.ts';
import type { Member } from './member.ts';
import { changedMember, members } from './members.answers.ts';

export class PathDto {
  /** 1: decides itself on shared data; 2: converts through the hub; 3: uses the national code. */
  @ApiProperty({ enum: PATHS, example: 1 })
  @IsIn(PATHS)
  path: Path;
}

const viewOf = ({ division, path, version, changedAt }: Member) => ({
  division,
  name: findIssuer(division)?.name ?? null,
  path,
  version,
  changedAt: chinaTime(changedAt),
});

@ApiTags('Members 成员单位')
@Controller('members')
export class MembersController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  @Get()
  @ApiOperation({ summary: 'All members and their paths' })
  @Answers(200, members)
  async all() {
    const all = await this.repository().find({ order: { division: 'ASC' } });
    return { members: all.map(viewOf) };
  }

  /** Changes a member's path, from the next decision on; open manifests and declared stays follow by themselves. */
  @Put(':division/path')
  @ApiOperation({ summary: "Change a member's path" })
  @Answers(200, changedMember)
  @Refuses(404, 'unknown_member')
  @ApiParam({ name: 'division', type: String, example: '330000' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  change(
    @Param('division') division: IssuerCode,
    @Body() { path }: PathDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return answerWrite(this.context.database.transactions, request, reply, async (tx) => {
      const now = this.context.clock.now();
      const rows = await tx.query<{ version: number }>(
        `with changed as (
           update member set path = $2, version = version + 1, changed_at = $3 where division = $1 returning version
         ) select version from changed`,
        [division, path, now],
      );
      const [changed] = rows;
      if (!changed) throw new ProblemException(problem(404, 'unknown_member', `${division} is no member.`));
      const member = { division, path, version: changed.version };
      await announceMembers(tx, [member], now);
      await lookAgain(tx, now);
      return { status: 200, body: member };
    });
  }

  private repository() {
    return this.context.database.dataSource.getRepository(memberEntity);
  }
}
