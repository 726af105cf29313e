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

type Times = { readonly arriveAt: string; readonly leaveAt?: string | undefined };

const arrivalFault = (arrives: Date, before: Times | undefined, now: Date): string | undefined => {
  if (arrives < now) return 'lies in the past';
  if (before && arrives < new Date(before.arriveAt)) return 'is before the arrival of the leg before it';
  return before?.leaveAt !== undefined && arrives < new Date(before.leaveAt)
    ? 'is before the end of the stay of the leg before it'
    : undefined;
};

/** What is wrong with a trip, by the JSON pointer of the field: the holder, and each leg's place and time. */
export const tripFaults = (trip: TripDto, now: Date): FieldProblem[] => [
  ...holderFaults(trip),
  ...trip.legs.flatMap(({ destination, arriveAt, leaveAt }, at) => {
    const arrives = new Date(arriveAt);
    const late = arrivalFault(arrives, trip.legs[at - 1], now);
    return [
      ...(isDivision(destination, arrives)
        ? []
        : [{ pointer: `/legs/${at}/destination`, reason: 'is no division of GB/T 2260 then' }]),
      ...(late ? [{ pointer: `/legs/${at}/arriveAt`, reason: late }] : []),
      ...(leaveAt !== undefined && new Date(leaveAt) <= arrives
        ? [{ pointer: `/legs/${at}/leaveAt`, reason: 'is not after the arrival' }]
        : []),
    ];
  }),
];
