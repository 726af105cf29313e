/** How the service introduces itself in its OpenAPI document. */
export const TITLE = {
  title: 'Huren issuers 发码机构',
  description: 'The seven interfaces of GB/T 38963-2020 for every hosted issuer.',
  isLimited: true,
} as const;
