import type { Path } from '@huren/recognition';
import type { DivisionCode, IssuerCode } from '@huren/standard';
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

/** The path of a destination: its own where it is a member, else its city's, else its province's. */
export const pathOf = (
  members: ReadonlyMap<DivisionCode, Path>,
  ancestry: readonly DivisionCode[],
): Path | undefined => ancestry.map((division) => members.get(division)).find((path) => path !== undefined);
