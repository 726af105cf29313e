import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OPERATIONS } from '../operations/operations.ts';
import type { Operations } from '../operations/operations.ts';
import type { WorkState } from './work-monitor.ts';

@ApiExcludeController()
@Controller('health')
export class WorkController {
  private readonly operations: Operations;

  constructor(@Inject(OPERATIONS) operations: Operations) {
    this.operations = operations;
  }

  /** Whether work flows: 503 while an alarm is raised, and until it was looked at. For operators; readiness does not depend on it. */
  @Get('work')
  work(@Res({ passthrough: true }) reply: FastifyReply): WorkState {
    const state = this.operations.work();
    reply.status(state.status === 'working' ? 200 : 503);
    return state;
  }
}
