import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { documents } from '#lib/documents/documents.ts'
import { findDocument } from '#lib/documents/find-document.ts'
import { addresses } from './addresses.ts'
import { addLists, readDocument, secret, troubledWorld } from './documents-world.ts'

let db: Database
beforeAll(async () => {
  db = await troubledWorld()
  await addLists(db)
})

describe('what programs read', () => {
  it('has an address here for every document', () => {
    const named = new Set(addresses.map(address => findDocument(address)?.document))
    expect(documents.filter(document => !named.has(document)).map(({ path }) => path.source)).toEqual([])
  })

  it.each(addresses)('%s says nothing of what is held, drafted, withdrawn or somebody’s', async address => {
    const { status, text } = await readDocument(db, address)
    expect(status).toBe(200)
    expect(text.length).toBeGreaterThan(0)
    expect(text.toLowerCase()).not.toContain(secret)
  })

  it('shows the public part of the lists of a post, and nothing else of them', async () => {
    const { text } = await readDocument(db, '/posts/down.md')
    expect(text).toContain('- File name: `libshown.so`')
    expect(text.match(/^- (File name|Shown|The).*/gm)).toHaveLength(2)
    expect(text).toMatch(/- Shown traffic is blocked on all 3 servers since /)
  })
})
