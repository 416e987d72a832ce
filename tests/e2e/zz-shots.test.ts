import { eq } from 'drizzle-orm'
import { it } from 'vitest'
import { newId } from '#db/id.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { staff } from '#db/schema/staff.ts'
import { cancelPlanned } from '#lib/flows/maintenance/cancel-maintenance.ts'
import { planMaintenance } from '#lib/flows/maintenance/plan-maintenance.ts'
import { planRecurrence } from '#lib/flows/maintenance/plan-recurrence.ts'
import { withPage } from '#tests/support/browser.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { refreshPages } from '#tests/support/product/refresh-pages.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { visitDesk } from '#tests/support/sign-in.ts'

const product = useProduct()
it('shots', async () => {
  const db = product.db
  const all = await db.select().from(servers).orderBy(servers.label)
  const [who] = await db.select().from(staff)
  const now = new Date()
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  const base = {
    staffId: who?.id ?? '',
    kind: 'maintenance' as const,
    text: null,
    endsBy: 'itself' as const,
    reminders: [60],
    isMailed: true,
  }
  const ids = all.map(s => s.id)
  const over = newId()
  await planMaintenance(
    db,
    {
      ...base,
      postId: over,
      title: 'The switch of rack 3 is replaced',
      endsBy: 'staff',
      slots: ids.slice(0, 4).map(serverId => ({ serverId, startsAt: at(-120), endsAt: at(5) })),
    },
    at(-121),
  )
  await db
    .update(maintenance)
    .set({ endsAt: at(-10), firstEndsAt: null })
    .where(eq(maintenance.postId, over))
  const [row] = await db.select().from(maintenance).where(eq(maintenance.postId, over))
  await db
    .update(maintenanceServers)
    .set({ endsAt: at(-10) })
    .where(eq(maintenanceServers.maintenanceId, row?.id ?? ''))
  const turns = newId()
  await planMaintenance(
    db,
    {
      ...base,
      postId: turns,
      title: 'Memory is doubled in the Amsterdam rack',
      text: 'Each server is off for some minutes within its time.',
      slots: ids
        .slice(4, 12)
        .map((serverId, i) => ({ serverId, startsAt: at(1440 + i * 20), endsAt: at(1460 + i * 20) })),
    },
    now,
  )
  const gone = newId()
  await planMaintenance(
    db,
    {
      ...base,
      postId: gone,
      title: 'Disks are exchanged',
      slots: [{ serverId: ids[5] ?? '', startsAt: at(3000), endsAt: at(3100) }],
    },
    now,
  )
  await cancelPlanned(
    db,
    { postId: gone, staffId: who?.id ?? '', reason: 'The new disks came broken. We plan it anew next week.' },
    now,
  )
  await planRecurrence(
    db,
    {
      id: newId(),
      staffId: who?.id ?? '',
      kind: 'maintenance',
      title: 'Kernels are renewed',
      text: null,
      rule: { every: 'month', interval: 1, weekday: 'TU', nth: 2, until: null },
      firstDay: '2026-12-01',
      clock: { from: '01:00', to: '03:00' },
      zone: 'Europe/Berlin',
      serverIds: ids.slice(0, 6),
      turns: [],
      endsBy: 'itself',
      reminders: [],
      isMailed: true,
    },
    now,
  )
  await new Promise(r => setTimeout(r, 4000))
  await refreshPages(product)
  const [post] = await db.select().from(posts).where(eq(posts.id, turns))
  const [overPost] = await db.select().from(posts).where(eq(posts.id, over))
  const [gonePost] = await db.select().from(posts).where(eq(posts.id, gone))
  const paths: [string, string][] = [
    ['now', '/desk'],
    ['list', '/desk/maintenance'],
    ['past', '/desk/maintenance?list=past'],
    ['planned', `/desk/posts/${turns}`],
    ['running', `/desk/posts/${over}`],
    ['public-turns', `/posts/${post?.slug}`],
    ['public-over', `/posts/${overPost?.slug}`],
    ['public-gone', `/posts/${gonePost?.slug}`],
    ['board', '/'],
  ]
  for (const [width, colorScheme] of [
    [390, 'light'],
    [1280, 'light'],
    [390, 'dark'],
  ] as const)
    await withPage({ viewport: { width, height: 900 }, colorScheme }, async page => {
      for (const [name, path] of paths) {
        await visitDesk(product, page, path)
        if (name === 'planned')
          for (const summary of await page.locator('summary').all()) await summary.click()
        await page.screenshot({
          path: `/tmp/shots-m/${name}-${width}-${colorScheme}.png`,
          fullPage: name !== 'board',
        })
      }
    })
  await withPage({ viewport: { width: 390, height: 900 } }, async page => {
    await emptyTables(db, 'servers', 'posts')
    await visitDesk(product, page, '/desk/maintenance')
    await page.screenshot({ path: `/tmp/shots-m/empty.png`, fullPage: true })
  })
}, 180_000)
