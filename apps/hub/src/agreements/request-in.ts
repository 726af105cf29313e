import { actContent, signature } from '@huren/agreements';
import { refuse } from '@huren/platform';
import type { SignaturesDto } from './instruments.dto.ts';
import type { SignedRequest } from './sign.ts';

/** A signed act as it was sent: what it is and on which version stands in the signatures. */
export const requestIn = ({ content, signatures }: SignaturesDto): SignedRequest => {
  const [first] = signatures;
  if (!first) return refuse(400, 'invalid_request', 'signatures', 'holds none');
  return {
    act: first.act,
    version: first.version,
    content: content ? actContent.parse(JSON.parse(JSON.stringify(content))) : null,
    signatures: signatures.map((one) => signature.parse({ ...one })),
  };
};
