/** How the service introduces itself in its OpenAPI document. */
export const TITLE = {
  title: 'Huren risk 风险数据',
  description: 'Risk levels of counties and facts of people, with their history.',
} as const;
