/** How the service introduces itself in its OpenAPI document. */
export const TITLE = {
  title: 'Huren hub 互认枢纽',
  description: 'Recognition of health codes across provinces.',
  isLimited: true,
} as const;
