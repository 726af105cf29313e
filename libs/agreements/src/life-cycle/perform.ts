import type { Act } from './acts.ts';
import { advance } from './advance.ts';
import { draftVersion } from './draft-version.ts';
import { ofConcerned, versionOf } from './guards.ts';
import { LIFE_TERMS, stepped, withVersions } from './life.ts';
import type { Life, LifeTerms } from './life.ts';
import { signVersion } from './sign-version.ts';
import { endInEmergency, giveNotice, resume, suspend } from './suspend-and-end.ts';

const done = (life: Life, act: Act, at: Date, terms: LifeTerms): Life => {
  switch (act.act) {
    case 'draft':
      return draftVersion(life, act, at, terms);
    case 'propose':
    case 'withdraw': {
      const version = versionOf(life, act.version);
      ofConcerned(life, version, act.by, at);
      return withVersions(life, stepped(version, act.act));
    }
    case 'sign':
      return signVersion(life, act, at, terms);
    case 'suspend':
      return suspend(life, act, at);
    case 'resume':
      return resume(life, act);
    case 'give_notice':
      return giveNotice(life, act, at, terms);
    case 'end_in_emergency':
      return endInEmergency(life, act, at);
  }
};

/**
 * A life after an act, at an instant no earlier than any act before: first what time has done until then, then the act,
 * then what is due at once. @throws RefusedAct for an act that is not allowed, with its fault
 */
export const perform = (life: Life, act: Act, at: Date, terms: LifeTerms = LIFE_TERMS): Life =>
  advance(done(advance(life, at), act, at, terms), at);
