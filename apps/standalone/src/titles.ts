/** How the services introduce themselves in their OpenAPI documents. */
export const TITLES = {
  hub: { title: 'Huren hub 互认枢纽', description: 'Recognition of health codes across provinces.' },
  risk: {
    title: 'Huren risk 风险数据',
    description: 'Risk levels of counties and facts of people, with their history.',
  },
  issuer: {
    title: 'Huren issuers 发码机构',
    description: 'The seven interfaces of GB/T 38963-2020 for every hosted issuer.',
  },
} as const;
