import { describe, expect, it } from 'vitest'
import { KnownPages } from '#lib/front/known-pages.ts'

/** Names in a database that the test changes, and a clock that it moves. */
function fixture(paths: string[]) {
  let now = 1_000_000
  let reads = 0
  const database = { paths, isGone: false }
  const known = new KnownPages({
    read: async () => {
      reads += 1
      if (database.isGone) throw new Error('the database is gone')
      return [...database.paths]
    },
    nowMs: () => now,
  })
  const pass = (ms: number) => {
    now += ms
  }
  return { known, database, reads: () => reads, pass }
}

describe('the pages that there are', () => {
  it('are read once for any number of names that nobody has', async () => {
    const { known, reads } = fixture(['/servers/web07.example.net'])
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, i) => known.mayHave(`/servers/junk-${i}.example`)),
    )
    expect(answers.some(answer => answer)).toBe(false)
    expect(await known.mayHave('/servers/web07.example.net')).toBe(true)
    for (let i = 0; i < 500; i++) await known.mayHave(`/posts/junk-${i}`)
    expect(reads()).toBe(1)
  })

  it('have what a change names at once, without reading', async () => {
    const { known, reads } = fixture([])
    await known.readAgain()
    known.note(['/posts/new', '/servers/new.example.net', '/', '/posts'])
    expect([known.has('/posts/new'), known.has('/servers/new.example.net')]).toEqual([true, true])
    expect(reads()).toBe(1)
  })

  it('keep what a change names while they are being read', async () => {
    const { known } = fixture([])
    const reading = known.readAgain()
    known.note(['/posts/new'])
    await reading
    expect(known.has('/posts/new')).toBe(true)
  })

  it('are read again when anything may have changed, also while they are being read', async () => {
    const { known, database } = fixture([])
    await known.readAgain()
    const reading = known.readAgain()
    database.paths.push('/posts/new')
    known.note(['*'])
    expect(await known.mayHave('/posts/new')).toBe(true)
    await reading
  })

  it('find within seconds what somebody wrote into the database by hand, and forget what is gone', async () => {
    const { known, database, pass } = fixture(['/servers/old.example.net'])
    await known.readAgain()
    database.paths = ['/servers/new.example.net']
    expect(await known.mayHave('/servers/new.example.net')).toBe(false)
    pass(5_000)
    expect(await known.mayHave('/servers/new.example.net')).toBe(true)
    expect(known.has('/servers/old.example.net')).toBe(false)
  })

  it('deny nothing while the database is gone', async () => {
    const { known, database, pass } = fixture(['/posts/kept'])
    await known.readAgain()
    database.isGone = true
    pass(5_000)
    expect(await known.mayHave('/posts/other')).toBe(true)
    expect(known.has('/posts/kept')).toBe(true)
    database.isGone = false
    expect(await known.mayHave('/posts/other')).toBe(false)
  })
})
