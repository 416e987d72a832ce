import type { Offender } from './offender.ts'

const imports = 'style/noRestrictedImports'

type Crossed = [file: string, allowed: string[], forbidden: string[]]

/** Imports of one layer by another: what it may, then what it may not. */
const layers: Crossed[] = [
  [
    'lib/rules/x.ts',
    ['zod', '#lib/rules/time/time.ts'],
    ['node:crypto', '#lib/env.ts', '#db/id.ts', 'use-intl/core'],
  ],
  [
    'lib/words/x.ts',
    ['use-intl/core', '#lib/rules/time/time.ts'],
    ['#db/id.ts', '#lib/env.ts', '#lib/mail/mail.ts'],
  ],
  ['lib/limits/x.ts', ['node:net'], ['#lib/env.ts', '#lib/rules/time/time.ts']],
  ['lib/moving/x.ts', ['node:zlib', 'zod'], ['#db/client.ts', '#lib/env.ts', '#lib/rules/time/time.ts']],
  [
    'db/moving/x.ts',
    ['pg-copy-streams', '#db/jobs.ts'],
    ['#db/schema/server.ts', '#db/reads/posts/post-page.ts', '#lib/env.ts'],
  ],
  ['lib/body/x.ts', ['#lib/limits/fair-queue.ts'], ['#lib/rules/time/time.ts', '#db/id.ts']],
  ['lib/posts/x.ts', ['unified', '#lib/rules/time/time.ts'], ['#lib/env.ts', '#db/client.ts']],
  [
    'lib/customers/x.ts',
    ['#lib/rules/time/time.ts'],
    ['#db/client.ts', '#lib/flows/customers/import-customers.ts'],
  ],
  [
    'lib/servers/x.ts',
    ['yaml', '#lib/customers/csv.ts', '#lib/limits/fair-queue.ts'],
    ['#db/client.ts', '#lib/body/json.ts'],
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
    ['better-auth/minimal', '#db/reads/staff/desk-staff.ts'],
    ['#db/schema/post.ts', '#db/writes/staff/staff.ts', '#lib/mail/mail.ts'],
  ],
  [
    'lib/front/x.ts',
    ['node:http', '#lib/limits/fair-queue.ts'],
    ['pg', '#db/client.ts', '#lib/flows/posts/change-post.ts', '#lib/channels/channel.ts'],
  ],
  [
    'lib/api/run/x.ts',
    ['#db/reads/posts/post-page.ts', '#lib/flows/posts/change-post.ts', 'zod'],
    ['#db/writes/posts/posts.ts', 'drizzle-orm', '#lib/front/page-cache.ts', '#lib/channels/channel.ts'],
  ],
  [
    'lib/api/contract/x.ts',
    ['#lib/rules/time/time.ts', 'zod'],
    ['#lib/flows/posts/change-post.ts', '#db/reads/posts/post-page.ts', '#lib/words/words.ts'],
  ],
  [
    'lib/flows/posts/x.ts',
    ['#db/writes/posts/posts.ts', '#lib/mail/mail.ts'],
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
  ['lib/look/x.ts', ['postcss', '#lib/rules/time/time.ts'], ['#lib/env.ts', '#db/client.ts', 'drizzle-orm']],
  [
    'lib/imports/x.ts',
    ['yaml', '#lib/posts/plain-text.ts'],
    ['#db/client.ts', '#db/reads/posts/slug.ts', '#lib/flows/posts/change-post.ts'],
  ],
  [
    'lib/documents/x.ts',
    ['#db/reads/posts/slug.ts', '#lib/words/words.ts'],
    ['#db/writes/posts/posts.ts', '#lib/flows/posts/change-post.ts', '#lib/front/page-cache.ts'],
  ],
  ['lib/log/x.ts', ['pino', '#lib/env.ts'], ['#db/client.ts', '#lib/rules/time/time.ts']],
  [
    'lib/processes/x.ts',
    ['node:cluster', '#lib/log/log.ts'],
    ['#db/client.ts', '#lib/front/front.ts', '#lib/flows/posts/change-post.ts'],
  ],
  [
    'lib/faults/x.ts',
    ['pg', '#db/is-away.ts'],
    ['#db/client.ts', '#lib/flows/posts/change-post.ts', '#lib/front/front.ts'],
  ],
  ['lib/translator/x.ts', ['zod', '#lib/env.ts'], ['#db/client.ts', '#db/writes/posts/posts.ts']],
  [
    'lib/telemetry/x.ts',
    ['prom-client', '#lib/signals.ts'],
    ['#db/client.ts', '#lib/flows/posts/change-post.ts'],
  ],
  [
    'lib/mirror/x.ts',
    ['@aws-sdk/client-s3', '#lib/front/page.ts'],
    ['#db/reads/posts/slug.ts', '#db/writes/posts/posts.ts', '#lib/front/front.ts'],
  ],
  ['db/absence/x.ts', ['pg'], ['#db/client.ts', '#lib/env.ts']],
  ['db/questions/x.ts', ['pg', 'drizzle-orm'], ['#db/client.ts', '#lib/env.ts']],
  [
    'app/(brand)/x.ts',
    ['#db/reads/brands/brand-board.ts', '#lib/words/words.ts'],
    ['#lib/env.ts', '#lib/site.ts', '#db/reads/servers/public-status.ts', '#lib/flows/posts/change-post.ts'],
  ],
]

/** The same of single files that have a wall of their own. */
export const ownWalls: Crossed[] = [
  [
    'lib/front/rendering/draw.ts',
    ['react-dom/server', '#lib/shared.ts'],
    ['#app/_drawn/draw-page.tsx', '#db/client.ts'],
  ],
  [
    'lib/front/open-front.ts',
    ['#db/client.ts', '#db/reads/settings/site.ts'],
    ['#db/writes/posts/posts.ts', '#db/reads/posts/slug.ts', '#lib/flows/posts/change-post.ts'],
  ],
  [
    'lib/front/open-render.ts',
    ['#db/client.ts', '#db/reads/posts/page-paths.ts'],
    ['#db/writes/posts/posts.ts', '#lib/flows/posts/change-post.ts'],
  ],
  [
    'instrumentation.ts',
    ['#lib/workers/start-workers.ts', '#app/_drawn/draw-page.tsx'],
    ['#db/client.ts', '#lib/flows/posts/change-post.ts', '#app/desk/staff-words.ts'],
  ],
]

/** Every file in which the test tries what its wall lets through and what not. */
export const tried: string[] = [...layers, ...ownWalls].map(([file]) => file)

const importing = (from: string) => `import type { A } from '${from}'\n\nexport type B = A\n`

export const crossings: Offender[] = layers.flatMap(([file, allowed, forbidden]) => [
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
