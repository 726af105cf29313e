import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { Answers, ProblemException, Refuses, answerWrite, problem } from '@huren/platform';
import type { FieldProblem } from '@huren/platform';
import { chinaTime, isDivision } from '@huren/standard';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HUB_CONTEXT } from '../hub-context.ts';
import type { HubContext } from '../hub-context.ts';
import { clearPeople } from './clear-manifest.ts';
import { findManifest, insertManifest, peopleOf } from './manifest-store.ts';
import type { Manifest, ManifestPerson, PersonState } from './manifest-store.ts';
import { ManifestDto } from './manifests.dto.ts';
import { manifestView } from './manifests.answers.ts';

@ApiTags('Manifests 点对点名单')
@Controller('manifests')
export class ManifestsController {
  private readonly context: HubContext;

  constructor(@Inject(HUB_CONTEXT) context: HubContext) {
    this.context = context;
  }

  /** Clears the people of one transport, and keeps the list up to date until it leaves. */
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Hand in a point-to-point manifest' })
  @Answers(201, manifestView, { ManifestsController_find: { manifestId: 'manifestId' } })
  @Refuses(422, 'refused')
  create(
    @Body() body: ManifestDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const manifest: Manifest = {
      manifestId: randomUUID(),
      origin: body.origin,
      destination: body.destination,
      departure: new Date(body.departure),
      employers: [...new Set(body.employers)],
    };
    const passengers = body.people.map(({ codeRef, employer }, place) => ({
      place,
      codeRef,
      employer: employer ?? null,
    }));
    const { database, clock, knowledge } = this.context;
    return answerWrite(database.transactions, request, reply, async (tx) => {
      this.check(body);
      await insertManifest(tx, manifest, { at: clock.now(), knowledge: knowledge.stamp() });
      const people = await clearPeople(tx, manifest, passengers, this.context);
      return { status: 201, body: viewOf(manifest, people, clock.now()) };
    });
  }

  /** A manifest as it stands: who is cleared, refused or pending. */
  @Get(':manifestId')
  @ApiOperation({ summary: 'A manifest as it stands' })
  @Answers(200, manifestView)
  @Refuses(404, 'unknown_manifest')
  async find(@Param('manifestId') manifestId: string) {
    const manifest = await findManifest(this.context.database.sql, manifestId);
    if (!manifest) throw new ProblemException(problem(404, 'unknown_manifest', 'No manifest has this id.'));
    return viewOf(manifest, await peopleOf(this.context.database.sql, manifestId), this.context.clock.now());
  }

  private check(body: ManifestDto): void {
    const now = this.context.clock.now();
    const faults = [
      ...(['origin', 'destination'] as const)
        .filter((field) => !isDivision(body[field], now))
        .map((field) => ({ pointer: `/${field}`, reason: 'is no division of GB/T 2260' })),
      ...(new Date(body.departure) <= now ? [{ pointer: '/departure', reason: 'lies in the past' }] : []),
      ...peopleFaults(body),
    ];
    if (faults.length > 0)
      throw new ProblemException(problem(422, 'refused', 'The manifest cannot be taken.', faults));
  }
}

const peopleFaults = ({ people, employers }: ManifestDto): FieldProblem[] => {
  const known = new Set(employers);
  const seen = new Set<string>();
  return people.flatMap(({ codeRef, employer }, at) => {
    const faults = [
      ...(employer === undefined || known.has(employer)
        ? []
        : [{ pointer: `/people/${at}/employer`, reason: 'is not among the employers' }]),
      ...(seen.has(codeRef)
        ? [{ pointer: `/people/${at}/codeRef`, reason: 'stands on the list already' }]
        : []),
    ];
    seen.add(codeRef);
    return faults;
  });
};

const countOf = (state: PersonState, people: readonly ManifestPerson[]): number =>
  people.filter((person) => person.state === state).length;

const viewOf = (manifest: Manifest, people: readonly ManifestPerson[], now: Date) => ({
  ...manifest,
  departure: chinaTime(manifest.departure),
  employers: manifest.employers.length,
  state: manifest.departure > now ? ('open' as const) : ('departed' as const),
  cleared: countOf('cleared', people),
  refused: countOf('refused', people),
  pending: countOf('pending', people),
  people,
});
