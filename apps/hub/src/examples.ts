/** What the OpenAPI examples name. The embedded default is seeded with it, so that they work as they stand. */
export const EXAMPLES = {
  destination: '370600',
  presented: 'HLJJKK:SAMPLE0001',

  codeRef: '420000.0000000000000000000000000g',
} as const;
