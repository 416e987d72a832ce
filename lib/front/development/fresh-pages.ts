import type { Pages } from '#lib/front/exchange.ts'
import { makePage, type RenderedAnswer } from '#lib/front/page.ts'
import type { RenderQueue } from '#lib/front/rendering/render-queue.ts'

/** Public pages that nobody keeps: each request has its own render, so that developers see what they have changed. */
export function freshPages(render: (key: string) => Promise<RenderedAnswer>, queue: RenderQueue): Pages {
  return {
    peek: () => undefined,
    get: async (key, _path, from) => {
      const answer = await queue.run(key, { is: 'asked', from }, () => render(key))
      return makePage(answer, Date.now())
    },
    invalidate: async () => {},
    close: () => {},
  }
}
