import { byMediaType } from '@huren/platform';
import { getSchemaPath } from '@nestjs/swagger';
import type { ApiBodyOptions } from '@nestjs/swagger';
import { MOST_ROWS } from './import-body.ts';

/** How OpenAPI tells of an import's body: a list of rows as JSON, or CSV whose first line names the columns. */
export const importBody = (row: new () => object, example: object, csv: string): ApiBodyOptions =>
  byMediaType({
    'application/json': {
      type: 'object',
      required: ['items'],
      properties: {
        items: { type: 'array', maxItems: MOST_ROWS, items: { $ref: getSchemaPath(row) } },
      },
      example: { items: [example] },
    },
    'text/csv': { type: 'string', example: csv },
  });
