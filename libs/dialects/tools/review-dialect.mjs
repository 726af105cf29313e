// Checks a dialect that is handed in, and reads a record in it: npm run dialect -- <dialect.json> [<record>]
import { readFileSync } from 'node:fs';
import { reviewDialect } from '@huren/dialects';

const [dialect, record] = process.argv.slice(2);
if (!dialect) {
  console.error('Which dialect? npm run dialect -- <dialect.json> [<record>]');
  process.exit(2);
}

const textOf = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    console.error(`${file} cannot be read.`);
    process.exit(2);
  }
};

const { ok, lines } = reviewDialect(textOf(dialect), record && textOf(record));
console.log(lines.join('\n'));
process.exitCode = ok ? 0 : 1;
