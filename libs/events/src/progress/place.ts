/** A partition and an offset in it: of its end, or of what a group handles next. */
export interface Place {
  topic: string;
  partition: number;
  offset: number;
}

/** Name of a place's partition, unique over topics. */
export const nameOf = ({ topic, partition }: Pick<Place, 'topic' | 'partition'>): string =>
  `${topic}/${partition}`;
