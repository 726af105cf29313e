// expects: @nx/enforce-module-boundaries onlyTagsConstraintViolation
import * as testing from '@huren/testing';

export const other = testing;
