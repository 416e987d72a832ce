import { eq } from 'drizzle-orm'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PostArticle } from '#app/_components/site/post-article.tsx'
import { PostRows } from '#app/_components/site/post-rows.tsx'
import { newId } from '#db/id.ts'
import { readTakenBack } from '#db/reads/incidents/taken-back.ts'
import { readPosts } from '#db/reads/posts/post-list.ts'
import { readPostPage } from '#db/reads/posts/post-page.ts'
import { posts } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'
import { updates } from '#db/schema/update.ts'
import { changeIncident } from '#lib/flows/incidents/change-incident.ts'
import { listTemplates } from '#lib/flows/incidents/change-templates.ts'
import { correctUpdate } from '#lib/flows/incidents/correct-update.ts'
import { resolveIncident } from '#lib/flows/incidents/resolve-incident.ts'
import { takeBackUpdate } from '#lib/flows/incidents/take-back-update.ts'
import { takeOnIncident } from '#lib/flows/incidents/take-on-incident.ts'
import { writeUpdate } from '#lib/flows/incidents/write-update.ts'
import { planMaintenance } from '#lib/flows/maintenance/plan-maintenance.ts'
import { publishAdvisory } from '#lib/flows/posts/publish-advisory.ts'
import { saveAdvisory } from '#lib/flows/posts/save-advisory.ts'
import { publishReview } from '#lib/flows/reviews/publish-review.ts'
import { saveReview } from '#lib/flows/reviews/save-review.ts'
import { inLanguage } from '#lib/language.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { holdSite } from '#lib/site.ts'
import { idOf, incidentsFixture, now, secondsLater } from '#tests/flows/incidents/incidents-fixture.ts'

const site = await incidentsFixture()
afterAll(() => site.close())
const { db, staffId } = site

beforeEach(async () => {
  await site.reset()
  holdSite(KeptSite.parse({ language: 'en', otherLanguages: ['de', 'fr'] }))
})
afterEach(() => holdSite(KeptSite.parse({})))

async function pageOf(postId: string, language: Language, at = secondsLater(100)): Promise<string> {
  const { slug } = await site.post(postId)
  const post = await readPostPage(slug, at, db)
  if (!post) throw new Error('There is no page.')
  return inLanguage(language, () => {
    const [body] = [post.body && { text: post.body.text, language: null }]
    return renderToStaticMarkup(createElement(PostArticle, { post, body, servers: post.servers }))
  })
}

const said = { language: 'en', translations: { de: { body: 'Es war eine Festplatte.' } } } as const
const entry = (postId: string, facts: object = {}) => ({
  id: newId(),
  postId,
  staffId,
  phase: 'identified' as const,
  text: 'It was a disk.',
  nextUpdateAt: null,
  isMailed: false,
  ...said,
  ...facts,
})

/** An incident that an alert opened. */
async function opened(label = 'web01'): Promise<string> {
  await site.alert(label, secondsLater(10))
  const [post] = await db.select({ id: posts.id }).from(posts).where(eq(posts.cause, 'outage'))
  return post?.id ?? ''
}

describe('a title of Allclear’s own', () => {
  it('is kept as facts, and read in the language of each reader', async () => {
    const id = await opened()
    expect(await site.post(id)).toMatchObject({
      title: 'web01 is down',
      titleFacts: { is: 'trouble', servers: ['web01'], count: 1, condition: 'down', isOver: false },
    })
    expect(await pageOf(id, 'en')).toContain('web01 is down</h1>')
    const german = await pageOf(id, 'de')
    expect(german).toContain('web01 ist ausgefallen')
    expect(german).not.toContain('web01 is down')
    expect(german).not.toContain('lang="en"')
  })

  it('is staff’s as soon as they word it, and stays Allclear’s own where they leave it', async () => {
    const id = await opened()
    const seen = { title: 'web01 is down', startedAt: now, endedAt: null }
    const change = { postId: id, staffId, startedAt: now, endedAt: null, seen }
    await resolveIncident(
      db,
      { postId: id, staffId, title: 'web01 was down', text: 'Over.' },
      secondsLater(60),
    )
    expect(await site.post(id)).toMatchObject({
      title: 'web01 was down',
      titleFacts: { isOver: true },
    })
    const after = await site.post(id)
    const now_ = { title: after.title, startedAt: after.startedAt, endedAt: secondsLater(60) }
    const title = {
      title: 'A disk of web01',
      ...said,
      translations: { de: { title: 'Eine Platte von web01' } },
    }
    expect(
      await changeIncident(db, { ...change, ...title, endedAt: now_.endedAt, seen: now_ }, secondsLater(90)),
    ).toBe('done')
    expect(await site.post(id)).toMatchObject({
      title: 'A disk of web01',
      titleFacts: null,
      translations: { de: { title: 'Eine Platte von web01' } },
    })
    expect(await pageOf(id, 'de')).toContain('Eine Platte von web01')
  })
})

describe('an update in two languages', () => {
  it('is read in the reader’s, and else in its own, with a mark', async () => {
    const id = await site.declared({ web01: 'major_outage' })
    await writeUpdate(db, entry(id), secondsLater(60))
    const german = await pageOf(id, 'de')
    expect(german).toContain('Es war eine Festplatte.')
    expect(german).not.toContain('It was a disk.')
    const french = await pageOf(id, 'fr')
    expect(french).toMatch(
      /<div class="words" lang="en" dir="ltr"><p[^>]*>It was a disk\.<\/p><\/div><p><span[^>]*>[^<]*anglais/,
    )
    expect(await pageOf(id, 'en')).not.toContain('lang=')
  })

  it('is corrected in each, and taken back with all of them', async () => {
    const id = await site.declared({ web01: 'major_outage' })
    const written = entry(id, { isMailed: true })
    await writeUpdate(db, written, secondsLater(60))
    const wanted = {
      id: written.id,
      postId: id,
      staffId,
      text: written.text,
      seen: written.text,
      isTold: false,
    }
    expect(await correctUpdate(db, { ...wanted, ...said }, secondsLater(65))).toBe('nothing')
    const better = { ...said, translations: { de: { body: 'Eine Platte.' }, fr: { body: 'Un disque.' } } }
    expect(await correctUpdate(db, { ...wanted, ...better }, secondsLater(66))).toBe('done')
    const [row] = await db.select().from(updates).where(eq(updates.id, written.id))
    expect(row).toMatchObject({
      body: 'It was a disk.',
      translations: { de: 'Eine Platte.', fr: 'Un disque.' },
      earlier: [{ translations: { de: 'Es war eine Festplatte.' } }],
    })
    const next = entry(id)
    await writeUpdate(db, next, secondsLater(67))
    await takeBackUpdate(db, { updateId: next.id, postId: id, staffId }, secondsLater(68))
    expect(await readTakenBack(db, { postId: id, updateId: next.id })).toMatchObject({
      language: 'en',
      translations: { de: 'Es war eine Festplatte.' },
    })
  })

  it('that Allclear words itself is there in all languages of the site', async () => {
    const id = await opened()
    await takeOnIncident(db, { postId: id, staffId }, secondsLater(20))
    const rows = await db.select().from(updates).where(eq(updates.body, 'We are on it.'))
    expect(Object.keys(rows[0]?.translations ?? {}).sort()).toEqual(['de', 'fr'])
  })
})

it('a declared incident is listed in the language of its reader', async () => {
  const translations = { de: { title: 'web01 ist weg', body: 'Wir sehen nach.' } }
  const id = await site.declared({ web01: 'major_outage' }, { language: 'en', translations })
  expect(await site.post(id)).toMatchObject({
    translations: { de: { title: 'web01 ist weg', summary: 'Wir sehen nach.' } },
  })
  const at = secondsLater(60)
  const listed = await db.transaction(tx => readPosts(tx, { limit: 5 }, at))
  const rows = (language: Language) =>
    inLanguage(language, () => renderToStaticMarkup(createElement(PostRows, { posts: listed, now: at })))
  expect(rows('de')).toContain('web01 ist weg')
  expect(rows('fr')).toMatch(/<span lang="en" dir="ltr">web01 is down<\/span>[\s\S]*anglais/)
})

it('work, an advisory and a review are kept and published in all their languages', async () => {
  const text = { title: 'Neue Platten', body: 'Kurz weg.' }
  const slots = [{ serverId: idOf('web01'), startsAt: secondsLater(600), endsAt: secondsLater(900) }]
  const plan = {
    title: 'New disks',
    text: 'Away for a moment.',
    slots,
    kind: 'maintenance' as const,
    reminders: [],
  }
  const work = newId()
  const german = { language: 'en' as const, translations: { de: text } }
  await planMaintenance(
    db,
    { ...plan, ...german, postId: work, staffId, endsBy: 'itself', isMailed: false },
    now,
  )
  expect(await site.post(work)).toMatchObject({ language: 'en', translations: { de: text } })

  const advisory = newId()
  const words = { title: 'Ein Loch', summary: 'Wir flicken.', body: 'Text.', serverIds: [] }
  const english = { en: { title: 'A hole', summary: 'We patch.', body: 'Words.' } }
  const draft = { ...words, language: 'de' as const, translations: english }
  await saveAdvisory(db, { postId: advisory, staffId, version: 0, slug: 'a-hole', draft }, now)
  const publication = { postId: advisory, staffId, version: 1, isTold: false, change: null }
  expect(await publishAdvisory(db, publication, now)).toBe('done')
  expect(await site.post(advisory)).toMatchObject({
    title: 'Ein Loch',
    language: 'de',
    translations: english,
    draft: null,
  })

  const id = await opened()
  await resolveIncident(db, { postId: id, staffId, title: 'web01 was down', text: 'Over.' }, secondsLater(60))
  const review = { postId: id, staffId, version: 0, text: 'A disk.', ...said }
  expect(await saveReview(db, review, secondsLater(70))).toBe('done')
  expect(await saveReview(db, review, secondsLater(71))).toBe('done')
  expect(await publishReview(db, { postId: id, staffId, version: 1, isTold: false }, secondsLater(80))).toBe(
    'done',
  )
  const [row] = await db.select().from(reviews)
  expect(row).toMatchObject({
    body: 'A disk.',
    translations: { de: 'Es war eine Festplatte.' },
    draftTranslations: {},
  })
  expect(await pageOf(id, 'de')).toContain('Es war eine Festplatte.')
})

it('the first templates are there in the languages of the site', async () => {
  const { templates } = await listTemplates(db)
  expect(templates[0]?.text).toContain('{servers}')
  expect(templates[0]?.translations.de).toContain('{servers}')
  expect(templates[0]?.translations.de).not.toBe(templates[0]?.text)
})
