import type { Pages } from '#lib/front/exchange.ts'
import { wholeSite } from '#lib/front/refresh.ts'

/**
 * Makes what the first readers ask for, and a page of each kind that an alert changes, so that the first alert does not wait
 * until code is loaded. samples: the addresses of one server and one post; rounds: how often each is made. Never throws.
 */
export async function warmPages(pages: Pages, samples: readonly string[], rounds: number): Promise<void> {
  const kept = ['/', '/history', ...samples].map(path => ({ key: path, path }))
  const all = [...kept, { key: '/api/v2/summary.json', path: wholeSite }]
  for (let round = 0; round < rounds; round++) {
    for (const { key, path } of all) await pages.get(key, path, 'ourselves').catch(() => {})
    if (round + 1 < rounds) await pages.invalidate(all.map(({ path }) => path))
  }
}
