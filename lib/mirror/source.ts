import { splitLanguage } from '#lib/front/languages/address.ts'
import type { Page, RenderedAnswer } from '#lib/front/page.ts'
import type { QueuePlace } from '#lib/front/rendering/render-queue.ts'

/** What a copy is made of: what any reader sees. */
export type CopySource = {
  /** As it is now. isUrgent: it has changed; else it is made in turn behind what readers ask for. Rejects where it cannot be made. */
  render(address: string, isUrgent: boolean): Promise<RenderedAnswer>
  /** The pages of all servers, groups and posts. */
  readPaths(): Promise<readonly string[]>
  /** Whether everybody may read the site. Rejects where that is not known. */
  isPublic(): Promise<boolean>
}

/** What a copy takes of the front: pages as readers without a cookie have them. */
export type CopiedFront = {
  pages: { peek(key: string): Page | undefined }
  queue: { run<T>(key: string, place: QueuePlace, render: () => Promise<T>): Promise<T> }
  gate: { readership(): Promise<string> }
  render: (key: string) => Promise<RenderedAnswer>
  readPaths: () => Promise<readonly string[]>
}

/** Takes what is kept and current, and has the rest rendered, which is not kept: it would put out what readers ask for. */
export function sourceOf({ pages, queue, gate, render, readPaths }: CopiedFront): CopySource {
  return {
    async render(address, isUrgent) {
      const kept = pages.peek(keyOf(address))
      if (kept) return answerOf(kept)
      const place: QueuePlace = isUrgent ? { is: 'changed' } : { is: 'asked', from: 'a copy' }
      return queue.run(`copy of ${address}`, place, () => render(address))
    },
    readPaths,
    isPublic: async () => (await gate.readership()) === 'public',
  }
}

/** A page is kept by its language and its plain address: the German board as "/de/". */
function keyOf(address: string): string {
  const { language, url } = splitLanguage(address)
  return language === null ? url : `/${language}${url}`
}

function answerOf({ status, identity: { head, bytes } }: Page): RenderedAnswer {
  const headerOf = (name: string) => head[head.indexOf(name) + 1]
  return {
    status,
    contentType: headerOf('Content-Type') ?? 'application/octet-stream',
    location: head.includes('Location') ? headerOf('Location') : undefined,
    body: bytes,
  }
}
