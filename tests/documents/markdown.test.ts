import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { ago } from '#tests/support/world/public-world.ts'
import { calmWorld, readDocument, troubledWorld } from './documents-world.ts'

let db: Database
beforeAll(async () => {
  db = await troubledWorld()
})

const read = async (address: string) => (await readDocument(db, address)).text

describe('a page as Markdown', () => {
  it('of the board has the sentence, what is open and every server', async () => {
    expect(
      await read('/index.md'),
    ).toBe(`# One of three servers is down, one is under maintenance, one is fine.

## [title of down](http://localhost:3000/posts/down.md)

words of down

Next update by 14:40 UTC.

## [title of public-work](http://localhost:3000/posts/public-work.md)

Until about 15:30 UTC.

## [Rack](http://localhost:3000/groups/rack.md)

- [web01](http://localhost:3000/servers/web01.example-host.net.md): down
- [web03](http://localhost:3000/servers/web03.example-host.net.md): under maintenance
- [web02](http://localhost:3000/servers/web02.example-host.net.md): fine

The page: http://localhost:3000/
`)
  })

  it('of a server has its sentence, and leads on from a former name', async () => {
    const text = await read('/servers/web01.example-host.net.md')
    expect(text).toMatch(/^# web01 is down\. We have been alerted\.\n\nweb01\.example-host\.net · Rack\n/)
    expect(text).toContain('The page: http://localhost:3000/servers/web01.example-host.net\n')
    expect((await readDocument(db, '/servers/old.example-host.net.md')).location).toBe(
      '/servers/web01.example-host.net.md',
    )
  })

  it('of a post has its facts and its updates', async () => {
    expect(await read('/posts/down.md')).toMatch(
      /^# title of down\n\n- Incident\n- Where it stands: Investigating\n- Began: 14:10 UTC\n- Servers: \[web01\]\(.*\)\n- Next update by 14:40 UTC\.\n\n## Updates, the newest first\n\n### .* · Investigating\n\nwords of down\n/,
    )
  })

  it('of all posts names those that are published, a page at a time', async () => {
    expect(await read('/history.md')).toMatch(
      /^# History\n\n- 2026-03-10 \[title of down\]\(.*\)\n- 2026-03-10 \[title of public-work\]/,
    )
    expect((await readDocument(db, '/history.md?page=9')).status).toBe(404)
  })

  it('of a server says of its past no more than since it is ours', async () => {
    expect(await read('/servers/web02.example-host.net.md')).toContain(
      'Since 4 Mar web02 had no trouble that we know of.',
    )
  })

  it('of a post that is kept as a file has the text of the file', async () => {
    const own = await calmWorld()
    await own.insert(posts).values({
      slug: 'filed',
      kind: 'advisory',
      title: 'Filed',
      visibility: 'published',
      startedAt: ago(60),
      publishedAt: ago(50),
      filePath: '2013-02-19-high-alert-rootkit-on-hosting-servers.mdx',
    })
    const { text } = await readDocument(own, '/posts/filed.md')
    expect(text).toContain('\n## What we know so far\n')
    expect(text).toMatch(/^6\. \[Point 6\]\(http:\/\/localhost:3000\/posts\/filed#[a-z0-9-]+\) \*\*/m)
    expect(text).toContain('\n- **We scan every five minutes.** ')
    expect(text).toContain('\n> **Note: the file was found on one server**\n')
    expect(text).toContain('**File to look for:** `/lib64/libkeyutils.so.1.9`')
    expect(text).not.toMatch(/<\/?[A-Z]/)
  })

  it('shows names with signs of Markdown as they are', async () => {
    const own = await calmWorld()
    await own.update(servers).set({ label: '*web* [01](http://evil.example)' }).where(eq(servers.id, 'web01'))
    expect((await readDocument(own, '/index.md')).text).toContain(
      '- [\\*web\\* \\[01\\](http://evil.example)](http://localhost:3000/servers/web01',
    )
  })
})
