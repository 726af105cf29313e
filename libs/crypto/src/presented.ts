/** What a presented string claims to be, before any key is asked. */
export type PresentedForm =
  | { readonly kind: 'handle' | 'offline'; readonly issuer: string }
  | { readonly kind: 'other' };

const FORM = /^(HR1|HS1)\.(\d{6})\./;

export const presentedForm = (presented: string): PresentedForm => {
  const [, mark, issuer] = FORM.exec(presented) ?? [];
  if (!mark || !issuer) return { kind: 'other' };
  return { kind: mark === 'HR1' ? 'handle' : 'offline', issuer };
};
