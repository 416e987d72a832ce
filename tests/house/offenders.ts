/** A file as somebody might write it, and the rule that must stop it; null: nothing is wrong with it. */
export type Offender = { title: string; file: string; text: string; stoppedBy: string | null }

const imports = 'style/noRestrictedImports'
const floating = 'nursery/noFloatingPromises'
const globals = 'style/noRestrictedGlobals'

/** Imports of one layer by another: what it may, then what it may not. */
const layers: [file: string, allowed: string[], forbidden: string[]][] = [
  [
    'lib/rules/x.ts',
    ['zod', '#lib/rules/time/time.ts'],
    ['node:crypto', '#lib/env.ts', '#db/id.ts', 'use-intl/core'],
  ],
  [
    'lib/words/x.ts',
    ['use-intl/core', '#lib/rules/time/time.ts'],
    ['#db/id.ts', '#lib/env.ts', '#lib/mail/letter.ts'],
  ],
  ['lib/turns/x.ts', ['node:net'], ['#lib/env.ts', '#lib/rules/time/time.ts']],
  ['lib/body/x.ts', ['#lib/turns/turns.ts'], ['#lib/rules/time/time.ts', '#db/id.ts']],
  ['lib/posts/x.ts', ['unified', '#lib/rules/time/time.ts'], ['#lib/env.ts', '#db/client.ts']],
  [
    'lib/customers/x.ts',
    ['#lib/rules/time/time.ts'],
    ['#db/client.ts', '#lib/flows/customers/import-customers.ts'],
  ],
  [
    'lib/alerts/x/parse.ts',
    ['zod', '#lib/body/json.ts', '#lib/words/words.ts'],
    ['#lib/channels/channel.ts', '#db/client.ts', 'pg'],
  ],
  [
    'lib/mail/x.ts',
    ['nodemailer', '#lib/words/words.ts'],
    ['pg', '#db/client.ts', '#db/reads/posts/post-page.ts', '#lib/channels/channel.ts'],
  ],
  [
    'lib/channels/x/send.ts',
    ['#lib/mail/moment.ts', 'zod'],
    ['#db/client.ts', '#lib/flows/notices/send-now.ts'],
  ],
  [
    'lib/identity/x.ts',
    ['better-auth/minimal', '#db/reads/staff/desk-people.ts'],
    ['#db/schema/post.ts', '#db/writes/staff/people.ts', '#lib/mail/letter.ts'],
  ],
  [
    'lib/front/x.ts',
    ['node:http', '#lib/turns/turns.ts'],
    ['pg', '#db/client.ts', '#lib/flows/posts/change-post.ts', '#lib/channels/channel.ts'],
  ],
  [
    'lib/flows/posts/x.ts',
    ['#db/writes/posts/posts.ts', '#lib/mail/letter.ts'],
    [
      'drizzle-orm',
      'pg',
      '#db/schema/post.ts',
      '#db/migrate.ts',
      '#lib/front/refresh.ts',
      '#lib/workers/sender.ts',
      'next/headers',
    ],
  ],
  [
    'lib/workers/x.ts',
    ['#db/migrate.ts', '#lib/flows/posts/change-post.ts'],
    ['#db/writes/posts/posts.ts', '#lib/front/refresh.ts', 'next'],
  ],
  ['lib/x.ts', ['zod', 'pg'], ['#db/client.ts', '#lib/flows/posts/change-post.ts', 'drizzle-orm']],
  ['db/schema/x.ts', ['drizzle-orm/pg-core'], ['#db/client.ts', '#lib/env.ts']],
  ['db/keys/x.ts', ['node:crypto', '#db/schema/post.ts'], ['#db/client.ts', '#lib/env.ts']],
  ['db/conditions/x.ts', ['drizzle-orm', '#db/schema/post.ts'], ['#db/client.ts', '#db/reads/posts/slug.ts']],
  ['db/changes/x.ts', ['pg', '#db/client.ts'], ['#db/reads/posts/slug.ts', '#lib/env.ts']],
  ['db/embedded/x.ts', ['pg', 'node:fs/promises'], ['#db/client.ts', '#lib/env.ts']],
  [
    'db/reads/posts/x.ts',
    ['drizzle-orm', '#db/conditions/paused.ts'],
    ['#db/writes/posts/posts.ts', '#lib/flows/posts/change-post.ts'],
  ],
  ['db/writes/posts/x.ts', ['drizzle-orm', '#db/schema/post.ts'], ['#db/reads/posts/slug.ts', '#lib/env.ts']],
  ['db/x.ts', ['pg-boss', '#lib/shared.ts'], ['#lib/env.ts', '#lib/flows/posts/change-post.ts']],
  [
    'app/desk/x.ts',
    ['next/cache', '#db/reads/posts/slug.ts', '#lib/flows/posts/change-post.ts'],
    [
      '#lib/channels/channel.ts',
      '#db/migrate.ts',
      '#db/jobs.ts',
      '#lib/workers/sender.ts',
      '#db/writes/posts/posts.ts',
      '#db/client.ts',
      '#db/schema/post.ts',
      '#lib/front/front.ts',
      'drizzle-orm',
      'pg',
      'resend',
    ],
  ],
]

const importing = (from: string) => `import type { A } from '${from}'\n\nexport type B = A\n`

const crossings: Offender[] = layers.flatMap(([file, allowed, forbidden]) => [
  ...allowed.map(from => ({
    title: `${file} imports ${from}`,
    file,
    text: importing(from),
    stoppedBy: null,
  })),
  ...forbidden.map(from => ({
    title: `${file} imports ${from}`,
    file,
    text: importing(from),
    stoppedBy: imports,
  })),
])

function one(title: string, file: string, text: string, stoppedBy: string | null): Offender {
  return { title, file, text: `${text}\n`, stoppedBy }
}

const tx = "import type { Transaction } from '#db/client.ts'\n\n"
const reading =
  'export async function readAll(tx: Transaction) {\n  return await tx.select().from({} as never)'
const later = 'async function later() {}\n\n'

const others: Offender[] = [
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
  one('a flow fills a set', 'lib/flows/x.ts', 'export const f = (set: Set<number>) => set.delete(1)', null),
  one('a read writes SQL', 'db/reads/x.ts', 'export const f = (db: unknown) => db.execute(1)', null),

  one('a write only asks', 'db/writes/x.ts', `${tx}${reading}\n}`, 'plugin'),
  one('a write locks what it reads', 'db/writes/x.ts', `${tx}${reading}.for('update')\n}`, null),
  one('a read asks', 'db/reads/x.ts', `${tx}${reading}\n}`, null),
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

export const offenders: readonly Offender[] = [...crossings, ...others]
