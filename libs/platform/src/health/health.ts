import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

/** What must hold for this process to decide, by name. */
export type ReadinessChecks = Readonly<Record<string, () => boolean | Promise<boolean>>>;

export const READINESS = Symbol('readiness');

const settled = async (check: () => boolean | Promise<boolean>): Promise<boolean> => {
  try {
    return await check();
  } catch {
    return false;
  }
};

@ApiExcludeController()
@Controller('health')
export class HealthController {
  private readonly checks: ReadinessChecks;

  constructor(@Inject(READINESS) checks: ReadinessChecks) {
    this.checks = checks;
  }

  /** The process answers. From memory: a database that is away restarts nothing. */
  @Get('live')
  live(): { status: string } {
    return { status: 'live' };
  }

  /** The process can decide: its database answers and its read models have caught up. */
  @Get('ready')
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: string; checks: Record<string, boolean> }> {
    const results = await Promise.all(
      Object.entries(this.checks).map(async ([name, check]) => [name, await settled(check)] as const),
    );
    const isReady = results.every(([, holds]) => holds);
    reply.status(isReady ? 200 : 503);
    return { status: isReady ? 'ready' : 'not_ready', checks: Object.fromEntries(results) };
  }
}
