import { execFileSync } from 'node:child_process'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { kitFiles } from '#lib/documents/kit/kit-files.ts'
import { calmWorld, readDocument } from './documents-world.ts'

let db: Database
beforeAll(async () => {
  db = await calmWorld()
})

describe('a file of the kit', () => {
  it.each(kitFiles.map(({ file }) => file))('%s has the address of this site, and no other', async file => {
    const { status, text } = await readDocument(db, `/kit/${file}`)
    expect(status).toBe(200)
    expect(text).toContain('http://localhost:3000')
    expect(text).not.toContain('status.example.com')
  })

  it.each(['cpanel-plugin.sh', 'auto-reply.sh'])('%s is a script that a shell reads', async file => {
    const { text } = await readDocument(db, `/kit/${file}`)
    expect(() => execFileSync('sh', ['-n'], { input: text })).not.toThrow()
  })

  it('is 404 where there is none of this name', async () => {
    expect((await readDocument(db, '/kit/other.sh')).status).toBe(404)
  })
})
