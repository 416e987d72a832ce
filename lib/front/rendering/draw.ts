import { Writable } from 'node:stream'
import type { ReactElement } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { RenderFailure } from '#lib/faults/render-failure.ts'
import type { RenderedAnswer } from '#lib/front/page.ts'
import type { DrawnPages } from '#lib/shared.ts'

/** A page that takes longer counts as failed. */
const longestDrawMs = 10_000

type Render = (url: string, sender?: string) => Promise<RenderedAnswer>

/**
 * Draws the pages that can be drawn, and leaves all others to the framework, as well as the first of each kind: what style
 * sheets the build has made for it stands in that alone. hasRead: called when a page has read all it needs, and waited for.
 */
export function drawingFirst(
  drawn: () => DrawnPages | undefined,
  render: Render,
  hasRead: () => Promise<void> = async () => {},
): Render {
  const styles = new Map<string, string[]>()
  return async (url, sender) => {
    const pages = sender === undefined ? drawn() : undefined
    const kind = pages?.kindOf(url) ?? null
    const known = kind === null ? undefined : styles.get(kind)
    if (pages && known) {
      const body = await inTime(draw(pages, url, known, hasRead))
      if (body) return { status: 200, contentType: 'text/html; charset=utf-8', body }
    }
    const answer = await render(url, sender)
    if (kind !== null && answer.status === 200) styles.set(kind, stylesOf(answer.body.toString('utf8')))
    return answer
  }
}

async function draw(
  pages: DrawnPages,
  url: string,
  styles: readonly string[],
  hasRead: () => Promise<void>,
): Promise<Buffer | null> {
  const element = await pages.draw(url, styles)
  if (!element) return null
  await hasRead()
  return Buffer.from(await markupOf(element))
}

/** The markup of a page, without the marks between its texts. Rejects with what a part of it throws. */
function markupOf(element: ReactElement): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const into = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        chunks.push(chunk)
        done()
      },
      final: done => {
        resolve(Buffer.concat(chunks).toString('utf8').replaceAll('<!-- -->', ''))
        done()
      },
    })
    const { pipe } = renderToPipeableStream(element, { onAllReady: () => pipe(into), onError: reject })
  })
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const late = () => new RenderFailure('late', `no answer within ${longestDrawMs / 1000} s`)
  const end = Promise.withResolvers<never>()
  const timer = setTimeout(() => end.reject(late()), longestDrawMs)
  try {
    return await Promise.race([work, end.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** The addresses of the style sheets that the framework links in a page. */
function stylesOf(html: string): string[] {
  return [...html.matchAll(/<link rel="stylesheet" href="(\/_next\/[^"]+)"/g)].flatMap(
    ([, href]) => href ?? [],
  )
}
