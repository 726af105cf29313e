// expects: @nx/enforce-module-boundaries onlyTagsConstraintViolation
import { compileRule } from '@huren/rules';

export const compile = compileRule;
