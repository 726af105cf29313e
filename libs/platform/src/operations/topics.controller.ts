import { Controller, Get, Inject } from '@nestjs/common';
import { contracts } from '@huren/events';
import type { GroupPosition } from '@huren/events';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../http/answers.ts';
import { topics } from './operations.answers.ts';
import { OPERATIONS } from './operations.ts';
import type { Operations } from './operations.ts';

type PartitionView = Omit<GroupPosition, 'group' | 'topic'>;
type GroupView = Pick<GroupPosition, 'group' | 'lag' | 'expired'> & { readonly partitions: PartitionView[] };

/** Topics with the groups that read them, and how far each is. */
export type TopicView = { readonly topic: string; readonly groups: GroupView[] };

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);

const groupOf = (group: string, positions: readonly GroupPosition[]): GroupView => ({
  group,
  lag: sum(positions.map(({ lag }) => lag)),
  expired: sum(positions.map(({ expired }) => expired)),
  partitions: positions.map(({ group: _, topic: __, ...partition }) => partition),
});

const groupsOf = (positions: readonly GroupPosition[]): GroupView[] =>
  [...Map.groupBy(positions, ({ group }) => group)]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([group, there]) => groupOf(group, there));

/** All topics with the positions of their groups, in the order of their names; those that no group shares too. */
export const topicsOf = (positions: readonly GroupPosition[], topicNames: readonly string[]): TopicView[] => {
  const read = Map.groupBy(positions, ({ topic }) => topic);
  return [...new Set([...topicNames, ...read.keys()])]
    .sort((a, b) => a.localeCompare(b))
    .map((topic) => ({ topic, groups: groupsOf(read.get(topic) ?? []) }));
};

@ApiTags('Operations 运维')
@Controller('admin/topics')
export class TopicsController {
  private readonly operations: Operations;

  constructor(@Inject(OPERATIONS) operations: Operations) {
    this.operations = operations;
  }

  /**
   * Every topic, and every shared group of the federation in each of its partitions: end, place and lag, in messages,
   * and what of the lag was lost to retention.
   * What replicas read for themselves has no place in the log: their lag is a metric of each.
   */
  @Get()
  @ApiOperation({ summary: 'Topics with lag by group and partition' })
  @Answers(200, topics)
  async list(): Promise<{ topics: TopicView[] }> {
    return {
      topics: topicsOf(
        await this.operations.bus.positions(),
        contracts.all.map(({ name }) => name),
      ),
    };
  }
}
