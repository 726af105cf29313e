import type { JsonBytes } from '@huren/events';
import { HttpCode } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { ApiResponseOptions } from '@nestjs/swagger';
import type { z } from 'zod';
import { problemResponse } from './problem-responses.ts';

type LinksObject = NonNullable<ApiResponseOptions['links']>;

/** What a handler may give where a schema says what goes out: nothing in it is changed, a Date goes out as text. */
export type Sent<T> = T extends string
  ? T | Date
  : T extends readonly (infer Item)[]
    ? readonly Sent<Item>[]
    : T extends object
      ? { readonly [Field in keyof T]: Sent<T[Field]> }
      : T;

declare const text: unique symbol;

/** JSON text of a value, which goes out byte for byte. */
export type JsonText<T> = string & { readonly [text]: T };

/** The header of an answer that is JSON text or bytes already. */
export const JSON_TYPE = ['content-type', 'application/json; charset=utf-8'] as const;

type Given<T> = Sent<T> | JsonText<Sent<T>> | JsonBytes<Sent<T>> | StreamableFile;

type Handler<T> = (...given: never[]) => Given<T> | Promise<Given<T>>;

type HandlerDecorator<T> = <H extends Handler<T>>(
  controller: object,
  name: string | symbol,
  method: TypedPropertyDescriptor<H>,
) => void;

/** What an answer leads to: parameters of other operations, by the operation's id, and the field that each is taken from. */
export type Leads = Readonly<Record<string, Readonly<Record<string, string>>>>;

const linksOf = (leads: Leads): LinksObject =>
  Object.fromEntries(
    Object.entries(leads).map(([operationId, parameters]) => [
      operationId,
      {
        operationId,
        parameters: Object.fromEntries(
          Object.entries(parameters).map(([name, field]) => [name, `$response.body#/${field}`]),
        ),
      },
    ]),
  );

/**
 * What an operation answers when it does what it was asked: the status (the first of several is the usual one) and the
 * schema of the body, which the type of the handler must fit.
 */
export const Answers =
  <S extends z.ZodType>(
    statuses: number | readonly number[],
    schema: S,
    leads: Leads = {},
  ): HandlerDecorator<z.output<S>> =>
  (controller, name, method) => {
    const [usual = 200, ...others] = [statuses].flat();
    HttpCode(usual)(controller, name, method);
    for (const status of [usual, ...others])
      ApiResponse({ status, standardSchema: schema, links: linksOf(leads) })(controller, name, method);
  };

/** The problems by which an operation refuses with a status, beside those that every operation has. */
export const Refuses = (status: number, ...codes: readonly string[]): MethodDecorator =>
  ApiResponse({ status, ...problemResponse(codes) });
