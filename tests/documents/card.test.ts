import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { cardText } from '#lib/documents/card/card-text.ts'
import { drawCard } from '#lib/documents/card/draw-card.ts'
import { writeDocument } from '#lib/documents/write-document.ts'
import { now } from '#tests/support/world/public-world.ts'
import { troubledWorld } from './documents-world.ts'

let db: Database
beforeAll(async () => {
  db = await troubledWorld()
})

/** Width and height as the head of a PNG has them. */
const sizeOf = (png: Buffer) => [png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]

describe('the picture of a link', () => {
  it.each(['/card/site.png', '/card/servers/web01.example-host.net.png', '/card/posts/down.png'])(
    '%s has the size that other sites show',
    async address => {
      const { status, contentType, body } = await writeDocument(address, { db, now })
      expect([status, contentType]).toEqual([200, 'image/png'])
      expect(sizeOf(body)).toEqual(['PNG', 1200, 630])
    },
  )

  it('of what there is not is 404, and of what nobody may see too', async () => {
    for (const address of ['/card/servers/nobody.example.png', '/card/posts/classified-draft.png'])
      expect((await writeDocument(address, { db, now })).status).toBe(404)
  })

  it('is drawn of any text in a moment, without a question to the Internet', async () => {
    const sentence = `服务器 🔥 \u202e${'x'.repeat(100_000)} ألف`
    expect(sizeOf(await drawCard({ site: '日本', sentence, note: '', colour: '#a11226' }))[0]).toBe('PNG')
  })

  it('has no sign that its font does not, and no more than fit', () => {
    expect(cardText('Žižkov – “web07”\u202e 🔥 is down')).toBe('Žižkov – “web07” is down')
    expect(cardText('x'.repeat(1_000))).toHaveLength(150)
  })
})
