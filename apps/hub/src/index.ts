export { endStays } from './arrivals/end-stays.ts';
export { publishFounding } from './agreements/publish-founding.ts';
export { Founding2026112401 } from './database/2026112401-founding.migration.ts';
export type { HubContext } from './hub-context.ts';
export { HubModule } from './hub.module.ts';
export { foundMembers } from './members/member-paths.ts';
export { memberEntity } from './members/member.ts';
export { RECORD_GROUP } from './record-index/record-group.ts';
export { postgresRecordIndex } from './record-index/record-index.postgres.ts';
