import { Controller, Get, Inject } from '@nestjs/common';
import type { GroupPosition } from '@huren/events';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../http/answers.ts';
import { topics } from './operations.answers.ts';
import { OPERATIONS } from './operations.ts';
import type { Operations } from './operations.ts';

type PartitionView = Pick<GroupPosition, 'partition' | 'head' | 'committed' | 'lag'>;
type GroupView = { readonly group: string; readonly lag: number; readonly partitions: PartitionView[] };

/** Topics with the groups that read them, and how far each is. */
export type TopicView = { readonly topic: string; readonly groups: GroupView[] };

const sum = (lags: readonly { lag: number }[]): number => lags.reduce((total, { lag }) => total + lag, 0);

const groupOf = (group: string, positions: readonly GroupPosition[]): GroupView => ({
  group,
  lag: sum(positions),
  partitions: positions.map(({ partition, head, committed, lag }) => ({ partition, head, committed, lag })),
});

/** Positions by topic and group, in the order of their names. */
export const topicsOf = (positions: readonly GroupPosition[]): TopicView[] =>
  [...Map.groupBy(positions, ({ topic }) => topic)]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([topic, of]) => ({
      topic,
      groups: [...Map.groupBy(of, ({ group }) => group)]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([group, there]) => groupOf(group, there)),
    }));

@ApiTags('Operations 运维')
@Controller('admin/topics')
export class TopicsController {
  private readonly operations: Operations;

  constructor(@Inject(OPERATIONS) operations: Operations) {
    this.operations = operations;
  }

  /** Every shared group of the federation in every partition of its topics: end, place and lag, in messages. */
  @Get()
  @ApiOperation({ summary: 'Topics with lag by group and partition' })
  @Answers(200, topics)
  async list(): Promise<{ topics: TopicView[] }> {
    return { topics: topicsOf(await this.operations.bus.positions()) };
  }
}
