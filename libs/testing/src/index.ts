export { emptyDatabase, testDatabase, type TestDatabase } from './postgres/test-database.ts';
