// expects: @nx/enforce-module-boundaries bannedExternalImportsViolation
import { Injectable } from '@nestjs/common';

export const decorator = Injectable;
