import { stat } from 'node:fs/promises'
import { expect, it } from 'vitest'

it('live.js has at most 3 KiB', async () => {
  expect((await stat('public/live.js')).size).toBeLessThanOrEqual(3072)
})
