// expects: no-restricted-imports path
import { connect } from 'node:net';

export const open = connect;
