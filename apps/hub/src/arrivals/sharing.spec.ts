import type { Path } from '@huren/recognition';
import type { CodeRef, DivisionCode, IssuerCode } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import type { Arrival } from './arrival-store.ts';
import { sharedWithBy, sharingByPaths } from './sharing.ts';

const stay = (arrivalId: string, destination: DivisionCode, sharedWith: IssuerCode | null): Arrival => ({
  arrivalId,
  codeRef: '420000.00000000000000000000000001' as CodeRef,
  destination,
  sharedWith,
  stayUntil: new Date('2020-04-01T00:00:00Z'),
});

/** Zhejiang on one path, everybody else on another. */
const paths =
  (zhejiang: Path, others: Path) =>
  (code: DivisionCode): Path =>
    code.startsWith('33') ? zhejiang : others;

describe('the record of a stay', () => {
  it('is shared with the province of a destination that decides itself, and with no other', () => {
    expect(sharedWithBy(1, '330106')).toBe('330000');
    expect(sharedWithBy(2, '330106')).toBeNull();
    expect(sharedWithBy(3, '540102')).toBeNull();
  });
});

describe('a path that changed', () => {
  it('begins the sharing for every stay there, and with that province once', () => {
    const stays = [stay('a', '330106', null), stay('b', '330100', null), stay('c', '370600', null)];
    const { changed, begins, ends } = sharingByPaths(stays, paths(1, 2));
    expect(changed.map(({ arrivalId, sharedWith }) => [arrivalId, sharedWith])).toEqual([
      ['a', '330000'],
      ['b', '330000'],
    ]);
    expect({ begins, ends }).toEqual({ begins: ['330000'], ends: [] });
  });

  it('ends it where no stay is left with a province that decides itself', () => {
    const stays = [stay('a', '330106', '330000'), stay('b', '310101', '310000')];
    const { stays: next, begins, ends } = sharingByPaths(stays, paths(2, 1));
    expect(next.map(({ sharedWith }) => sharedWith)).toEqual([null, '310000']);
    expect({ begins, ends }).toEqual({ begins: [], ends: ['330000'] });
  });

  it('changes nothing where the stays follow it already', () => {
    const { changed, begins, ends } = sharingByPaths([stay('a', '330106', '330000')], paths(1, 2));
    expect({ changed, begins, ends }).toEqual({ changed: [], begins: [], ends: [] });
  });
});
