import { createHash } from 'node:crypto'
import type { RenderedAnswer } from '#lib/front/page.ts'
import { assetsIn, monthsIn } from './addresses.ts'
import { type CopiedFile, compressFile, isAsset } from './copied-file.ts'
import { copyPage, copyText, leadingPage } from './copy-page.ts'
import type { CopySource } from './source.ts'
import { isOffered } from './translated.ts'

/** What became of an address. says: by which it is known whether it says the same again. */
export type Copied =
  | { is: 'file'; file: CopiedFile; says: string; assets: string[]; months: string[] }
  | { is: 'same' }
  | { is: 'nothing' }

type Options = {
  /** It has changed; else it is made in turn behind what readers ask for. */
  isUrgent: boolean
  /** What it said last: a copy that says the same is not made again. */
  before: string | undefined
  now: Date
}

/** Makes the copy of an address as a reader would see it. Rejects where the page cannot be made. */
export async function copyAddress(
  source: CopySource,
  address: string,
  { isUrgent, before, now }: Options,
): Promise<Copied> {
  if (!isOffered(address)) return { is: 'nothing' }
  const answer = await source.render(address, isUrgent)
  const isLed = answer.status >= 300 && answer.status < 400 && answer.location !== undefined
  if (answer.status !== 200 && !isLed) return { is: 'nothing' }
  const says = createHash('sha256')
    .update(answer.location ?? answer.body)
    .digest('base64url')
  if (says === before) return { is: 'same' }
  const { contentType, body } = isLed ? leading(answer) : copied(answer, address, now)
  const isRead = /html|css/.test(contentType)
  const text = isRead ? answer.body.toString('utf8') : ''
  const file = await compressFile(address, contentType, body)
  return { is: 'file', file, says, assets: assetsIn(text), months: monthsIn(text) }
}

function leading({ location = '/' }: RenderedAnswer) {
  return { contentType: 'text/html; charset=utf-8', body: Buffer.from(leadingPage(location)) }
}

/** Says when it was frozen, in what people read; what only programs read keeps its form. */
function copied({ contentType, body }: RenderedAnswer, address: string, now: Date) {
  if (isAsset(address)) return { contentType, body }
  if (contentType.startsWith('text/html'))
    return { contentType, body: Buffer.from(copyPage(body.toString('utf8'), address, now)) }
  if (/^text\/(plain|markdown)/.test(contentType))
    return { contentType, body: Buffer.from(copyText(body.toString('utf8'), address, now)) }
  return { contentType, body }
}
