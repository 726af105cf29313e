import type { Path } from '@huren/recognition';
import type { IssuerCode } from '@huren/standard';
import { EntitySchema } from 'typeorm';

/** An authority of the federation, and the path by which it takes part. */
export type Member = {
  division: IssuerCode;
  path: Path;
  version: number;
  changedAt: Date;
};

export const memberEntity = new EntitySchema<Member>({
  name: 'member',
  tableName: 'member',
  columns: {
    division: { type: 'text', primary: true },
    path: { type: 'smallint' },
    version: { type: 'integer' },
    changedAt: { name: 'changed_at', type: 'timestamptz' },
  },
});
