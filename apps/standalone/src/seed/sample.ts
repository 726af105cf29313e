/** The sample that the OpenAPI examples and the printed call name. Nobody real. */
export const SAMPLE = {
  destination: '370600',
  presented: 'HLJJKK:SAMPLE0001',
  reference: 'SAMPLE0001',
  issuer: '230000',
  person: { type: 'resident_id', number: '11010519491231002X', name: '张三' },
  /** Who declares a contact, and can dispute it. */
  contact: { type: 'resident_id', number: '440524188001010014', name: '李四' },
} as const;
