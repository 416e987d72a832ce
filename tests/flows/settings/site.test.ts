import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { listenForChanges } from '#db/changes/listen-for-changes.ts'
import { newId } from '#db/id.ts'
import { readKeptSite, readSiteFile } from '#db/reads/settings/site.ts'
import { siteFiles } from '#db/schema/setting.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { changeSite } from '#lib/flows/settings/change-site.ts'
import { loadSite } from '#lib/flows/settings/load-site.ts'
import { takePicture, takeSheet } from '#lib/flows/settings/take-file.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { NotAllowed } from '#lib/rules/staff/not-allowed.ts'
import { later } from '#lib/rules/time/time.ts'
import { getShared } from '#lib/shared.ts'
import { holdSite, ourSite } from '#lib/site.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { testSite } from '#tests/support/site.ts'
import { until } from '#tests/support/until.ts'

const site = await testSite()
afterAll(async () => {
  holdSite(KeptSite.parse({}))
  await site.close()
})
const { db } = site
const now = new Date('2026-03-10T14:30:00Z')
const [staffId, editorId] = [newId(), newId()]

beforeEach(async () => {
  await emptyTables(db, 'people', 'settings', 'audit', 'site_files')
  holdSite(KeptSite.parse({}))
  await db.insert(staff).values([
    { role: 'owner', id: staffId, name: 'Dana', email: 'dana@example.net' },
    { role: 'editor', id: editorId, name: 'Eve', email: 'eve@example.net' },
  ])
})

const change = (part: Partial<KeptSite>, seen = 0) => changeSite(db, { seen, part, staffId }, now)

describe('changing the site', () => {
  it('is in force at once, is kept for the next start, and is on record with what was before', async () => {
    expect(await change({ name: 'Alpine Hosting', zone: 'Europe/Vienna' })).toBe('done')
    expect(ourSite()).toMatchObject({ name: 'Alpine Hosting', zone: 'Europe/Vienna' })
    holdSite(KeptSite.parse({}))
    await loadSite(db)
    expect(ourSite()).toMatchObject({ name: 'Alpine Hosting', zone: 'Europe/Vienna' })
    expect(await db.select().from(audit)).toMatchObject([
      {
        staffId,
        action: 'change-site',
        facts: {
          before: { name: null, zone: null },
          after: { name: 'Alpine Hosting', zone: 'Europe/Vienna' },
        },
      },
    ])
  })

  it('goes back to the default where a setting is left empty', async () => {
    await change({ name: 'Alpine Hosting' })
    await change({ name: undefined }, 1)
    expect(ourSite().name).toBe('Allclear')
    expect(await readKeptSite(db)).not.toHaveProperty('name')
  })

  it('is refused to whoever has not seen the last change', async () => {
    const tries = await Promise.all([change({ name: 'One' }), change({ name: 'Two' })])
    expect(tries.sort()).toEqual(['changed-meanwhile', 'done'])
    expect(await db.$count(audit)).toBe(1)
  })

  it('is beyond an editor, and then nothing is changed', async () => {
    const tried = changeSite(db, { seen: 0, part: { name: 'Mine' }, staffId: editorId }, now)
    await expect(tried).rejects.toThrow(NotAllowed)
    expect([ourSite().name, (await readKeptSite(db)).version]).toEqual(['Allclear', 0])
  })

  it('tells every process that all pages changed', async () => {
    const heard: string[][] = []
    const { connectionString } = getShared()
    const listening = listenForChanges({
      connectionString,
      onChange: ({ paths }) => void heard.push([...paths]),
    })
    // Until it listens, it hears nothing.
    let seen = 0
    await until(async () => {
      await change({ name: `Name ${seen}` }, seen)
      seen += 1
      return heard.length > 0
    }, 'the change is heard')
    await listening.close()
    expect(heard[0]).toEqual(['*'])
  })
})

describe('what is given with a change', () => {
  const drawing = Buffer.from(
    '<svg viewBox="0 0 9 9"><script>alert(1)</script><rect width="9" height="9"/></svg>',
  )

  it('is kept clean, under an address that says what is in it', async () => {
    const taken = takePicture(drawing)
    if ('problem' in taken) throw new Error(taken.problem)
    await changeSite(db, { seen: 0, part: { logoLight: taken.shown }, files: [taken.file], staffId }, now)
    const { logoLight } = ourSite()
    expect(logoLight).toMatchObject({ width: 9, height: 9 })
    expect((await readSiteFile(db, logoLight?.name ?? ''))?.toString()).not.toContain('script')
  })

  it('is written with the theme and the accent into one style sheet, which goes when they do', async () => {
    const taken = takeSheet('.headline { color: red }')
    if ('problems' in taken || !taken.file) throw new Error('The sheet was refused.')
    const { file } = taken
    const part = { accentLight: '#24508f', sheet: { name: file.name } }
    await changeSite(db, { seen: 0, part, files: [file], staffId }, now)
    const { look } = ourSite()
    const style = (await readSiteFile(db, look?.name ?? ''))?.toString()
    expect(style).toContain('--accent: light-dark(#24508f')
    expect(style).toContain('.headline { color: red }')
    await change({ accentLight: undefined, sheet: undefined }, 1)
    expect(ourSite().look).toBeUndefined()
  })

  it('is forgotten some months after something else took its place', async () => {
    const taken = takePicture(drawing)
    if ('problem' in taken) throw new Error(taken.problem)
    await changeSite(db, { seen: 0, part: { icon: taken.shown }, files: [taken.file], staffId }, now)
    const drop = (seen: number, days: number) =>
      changeSite(db, { seen, part: { icon: undefined }, staffId }, later(now, days * 86_400))
    await drop(1, 1)
    expect(await db.$count(siteFiles)).toBe(1)
    await drop(2, 91)
    expect(await db.$count(siteFiles)).toBe(0)
  })
})
