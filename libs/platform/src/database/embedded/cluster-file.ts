import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../config/start-error.ts';
import { writeWhole } from '../../files/write-whole.ts';

/** Where the running server of a data folder is to be reached. */
export type Address = { readonly port: number; readonly password: string };

const fileIn = (folder: string): string => join(folder, 'cluster.json');

/** Connection string of the maintenance database. */
export const urlOf = ({ port, password }: Address): string =>
  `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

export const writeAddress = (folder: string, address: Address): Promise<void> =>
  writeWhole(fileIn(folder), JSON.stringify(address));

export const forgetAddress = (folder: string): Promise<void> => rm(fileIn(folder), { force: true });

/** The address noted in a data folder, if any. @throws StartError where the note is damaged */
export const readAddress = async (folder: string): Promise<Address | undefined> => {
  const text = await readFile(fileIn(folder), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Address;
  } catch {
    throw new StartError(`The data folder ${folder} is damaged: cluster.json is no JSON.`);
  }
};
