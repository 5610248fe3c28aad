// node scripts/prisma/derive-migration.mjs <control|tenant> <name>
// Writes prisma/<database>/migrations/<n>_<name>/migration.sql: the SQL from the migrations there are to schema.prisma.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationsOf, projectRoot, schemaOf, sqlBetween } from './schema-engine.ts';

const [database, name] = process.argv.slice(2);
if (!['control', 'tenant'].includes(database) || !/^[a-z][a-z0-9_]*$/.test(name ?? '')) {
  console.error('usage: node scripts/prisma/derive-migration.mjs <control|tenant> <name in snake_case>');
  process.exit(2);
}

const migrations = migrationsOf(database);
const sql = await sqlBetween(migrations, schemaOf(database));
if (sql === '') {
  console.error(`The ${database} migrations already lead to prisma/${database}/schema.prisma.`);
  process.exit(0);
}

const id = `${String(migrations.length + 1).padStart(4, '0')}_${name}`;
const folder = join(projectRoot, 'prisma', database, 'migrations', id);
mkdirSync(folder);
writeFileSync(join(folder, 'migration.sql'), `${sql}\n`);
console.log(join('prisma', database, 'migrations', id, 'migration.sql'));
if (sql.includes('RedefineTables')) {
  console.error(
    'It rebuilds a table. Prisma does not know STRICT, CHECK and triggers: write them into the new table by hand.',
  );
}
if (sql.includes('CREATE TABLE')) console.error('It makes a table: add STRICT and the CHECKs that belong to it.');
