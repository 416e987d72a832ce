import type { Offender } from './offender.ts'

const floating = 'nursery/noFloatingPromises'
const globals = 'style/noRestrictedGlobals'

function one(title: string, file: string, text: string, stoppedBy: string | null): Offender {
  return { title, file, text: `${text}\n`, stoppedBy }
}

const tx = "import type { Transaction } from '#db/client.ts'\n\n"
const reading =
  'export async function readAll(tx: Transaction) {\n  return await tx.select().from({} as never)'
const later = 'async function later() {}\n\n'

const restricted = 'style/noRestrictedImports'

/** What a list of allowed imports cannot say, and imports that are written in another way. */
export const trespasses: Offender[] = [
  one('a rule imports later', 'lib/rules/x.ts', "export const f = () => import('#lib/env.ts')", restricted),
  one('a rule passes on', 'lib/rules/x.ts', "export { env } from '#lib/env.ts'", restricted),
  one('a rule imports by the way there', 'lib/rules/x.ts', "import '../env.ts'", restricted),
  one('a page imports by the way there', 'app/desk/x.ts', "import '../../db/client.ts'", restricted),
  one('a page of a brand imports so', 'app/(brand)/x.ts', "import '../../lib/env.ts'", restricted),
  one('a rule reads the clock', 'lib/rules/x.ts', 'export const now = () => new Date()', 'plugin'),
  one('a rule reads it without brackets', 'lib/rules/x.ts', 'export const now = () => new Date', 'plugin'),
  one('a rule asks for milliseconds', 'lib/rules/x.ts', 'export const now = () => Date.now()', 'plugin'),
  one('a rule hands the clock on', 'lib/rules/x.ts', 'export const clock = { now: Date.now }', 'plugin'),
  one('a rule throws dice', 'lib/rules/x.ts', 'export const dice = () => Math.random()', 'plugin'),
  one('a rule waits', 'lib/rules/x.ts', 'export async function wait() {\n  await 0\n}', 'plugin'),
  one(
    'a rule asks the network',
    'lib/rules/x.ts',
    "export const ask = () => fetch('https://example.com')",
    globals,
  ),
  one(
    'a rule computes with a moment',
    'lib/rules/x.ts',
    'export const at = (ms: number) => new Date(ms)',
    null,
  ),
  one('a rule rounds', 'lib/rules/x.ts', 'export const most = Math.max(1, 2)', null),
  one('a flow reads the clock', 'lib/flows/x.ts', 'export const now = () => new Date()', null),

  one(
    'a flow writes SQL',
    'lib/flows/x.ts',
    "export const f = (pool: unknown) => pool.query('select 1')",
    'plugin',
  ),
  one('a page writes SQL', 'app/x.tsx', 'export const f = (sql: unknown) => sql`select 1`', 'plugin'),
  one(
    'a flow builds a query',
    'lib/flows/x.ts',
    'export const f = (db: unknown) => db.select().from(1)',
    'plugin',
  ),
  one(
    'a flow changes a row',
    'lib/identity/x.ts',
    'export const f = (db: unknown) => db.update(1).set({})',
    'plugin',
  ),
  one('a script writes SQL', 'scripts/x.ts', 'export const f = (db: unknown) => db.execute(1)', 'plugin'),
  one(
    'a flow deletes a row',
    'lib/flows/x.ts',
    'export const f = (db: unknown) => db.delete(1).where(2)',
    'plugin',
  ),
  one(
    'a flow asks for what differs',
    'lib/flows/x.ts',
    'export const f = (db: unknown) => db.selectDistinct().from(1)',
    'plugin',
  ),
  one('a flow counts rows', 'lib/flows/x.ts', 'export const f = (db: unknown) => db.$count(1)', 'plugin'),
  one('a flow fills a set', 'lib/flows/x.ts', 'export const f = (set: Set<number>) => set.delete(1)', null),
  one('a read writes SQL', 'db/reads/x.ts', 'export const f = (db: unknown) => db.execute(1)', null),

  one('a write only asks', 'db/writes/x.ts', `${tx}${reading}\n}`, 'plugin'),
  one('a write locks what it reads', 'db/writes/x.ts', `${tx}${reading}.for('update')\n}`, null),
  one('a read asks', 'db/reads/x.ts', `${tx}${reading}\n}`, null),
  one(
    'a read changes rows by SQL',
    'db/reads/x.ts',
    'export const f = (db: unknown) => db.execute(sql`update posts set title = 1`)',
    'plugin',
  ),
  one(
    'a read asks by SQL',
    'db/reads/x.ts',
    'export const f = (db: unknown) => db.execute(sql`select updated_at from posts`)',
    null,
  ),
  one('a read deletes', 'db/reads/x.ts', 'export const f = (tx: unknown) => tx.delete(1)', 'plugin'),

  one(
    'a promise floats in a flow',
    'lib/flows/x.ts',
    `${later}export function f() {\n  later()\n}`,
    floating,
  ),
  one('a promise floats in a page', 'app/x.tsx', `${later}export function f() {\n  later()\n}`, floating),
  one('a promise floats in a test', 'tests/x.ts', `${later}export function f() {\n  later()\n}`, floating),
  one(
    'a promise is awaited',
    'lib/flows/x.ts',
    `${later}export async function f() {\n  await later()\n}`,
    null,
  ),
  one('a promise is let go on purpose', 'lib/x.ts', `${later}export function f() {\n  void later()\n}`, null),
  one(
    'a statement floats',
    'db/writes/x.ts',
    'export function f(tx: unknown) {\n  tx.insert(1).values({})\n}',
    'plugin',
  ),
  one(
    'a statement is awaited',
    'db/writes/x.ts',
    'export async function f(tx: unknown) {\n  await tx.insert(1).values({})\n}',
    null,
  ),
]
