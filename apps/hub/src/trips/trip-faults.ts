import type { FieldProblem } from '@huren/platform';
import { isDivision, isIssuer } from '@huren/standard';
import type { TripDto } from './trips.dto.ts';

const holderFaults = ({ presented, issuer, scheme }: TripDto): FieldProblem[] => {
  if ((presented === undefined) === (issuer === undefined))
    return [{ pointer: '', reason: 'has either `presented` or `issuer`' }];
  return [
    ...(issuer === undefined || isIssuer(issuer)
      ? []
      : [{ pointer: '/issuer', reason: 'is no issuer of the federation' }]),
    ...(scheme === undefined || issuer !== undefined
      ? []
      : [{ pointer: '/scheme', reason: 'goes with `issuer`: what is presented has its own' }]),
  ];
};

const arrivalFault = (arriveAt: Date, before: Date | undefined, now: Date): string | undefined => {
  if (arriveAt < now) return 'lies in the past';
  return before && arriveAt < before ? 'is before the arrival of the leg before it' : undefined;
};

/** What is wrong with a trip, by the JSON pointer of the field: the holder, and each leg's place and time. */
export const tripFaults = (trip: TripDto, now: Date): FieldProblem[] => [
  ...holderFaults(trip),
  ...trip.legs.flatMap(({ destination, arriveAt }, at) => {
    const [arrives, before] = [new Date(arriveAt), trip.legs[at - 1]];
    const late = arrivalFault(arrives, before && new Date(before.arriveAt), now);
    return [
      ...(isDivision(destination, arrives)
        ? []
        : [{ pointer: `/legs/${at}/destination`, reason: 'is no division of GB/T 2260 then' }]),
      ...(late ? [{ pointer: `/legs/${at}/arriveAt`, reason: late }] : []),
    ];
  }),
];
