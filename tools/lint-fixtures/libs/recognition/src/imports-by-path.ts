// expects: @nx/enforce-module-boundaries noRelativeOrAbsoluteImportsAcrossLibraries
import { compileRule } from '../../rules/src/index.ts';

export const compile = compileRule;
