export { emptyDatabase, testDatabase, type TestDatabase } from './postgres/test-database.ts';
export { openLink, type Cut, type TcpLink } from './network/tcp-link.ts';
export { steadyPort } from './free-port.ts';
