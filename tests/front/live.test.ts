import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { stripRemarks } from '#lib/front/rendering/strip-remarks.ts'

it('live.js has at most 3¼ KiB as browsers are sent it', async () => {
  expect(stripRemarks(await readFile('public/live.js', 'utf8')).length).toBeLessThanOrEqual(3328)
})
