// expects: @nx/enforce-module-boundaries onlyTagsConstraintViolation
import * as hub from '@huren/hub';

export const other = hub;
