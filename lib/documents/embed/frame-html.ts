import { escapeMarkup } from '#lib/documents/markup.ts'
import { siteAddress } from '#lib/documents/site.ts'
import { ourSite } from '#lib/site.ts'
import type { Words } from '#lib/words/words.ts'
import { frameStyle } from './frame-style.ts'
import type { Note } from './note.ts'

/** corner: at the edge of the window. here: above a form, in the flow of its page. */
export type FramePlace = 'corner' | 'here'

type FrameFacts = { note: Note | null; place: FramePlace; isKept: boolean }

/**
 * A note as a page of its own, to stand in pages of others. It asks to be shown where there is something to say.
 * isKept: it may ask for itself again, because that costs nobody a look at DNS.
 */
export function frameHtml(words: Words, { note, place, isKept }: FrameFacts): string {
  const marks = [
    `data-place="${place}"`,
    ...(note && !note.isCalm ? ['data-show'] : []),
    ...(isKept ? ['data-again'] : []),
  ]
  const title = escapeMarkup(words('documents.embed.title', { site: ourSite().name }))
  return `<!doctype html>
<html lang="${words('language.code')}" ${marks.join(' ')}>
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<style>${frameStyle}</style>
</head>
<body>
<main>${note ? noteHtml(words, note, place) : ''}</main>
<script src="/embed/frame.js" defer></script>
</body>
</html>
`
}

function noteHtml(words: Words, note: Note, place: FramePlace): string {
  const known = words('documents.embed.known', { known: note.sentence })
  const sentence = place === 'here' && !note.isCalm ? known : note.sentence
  const link = words(note.isWhole ? 'documents.embed.affected' : 'documents.embed.about')
  const end = words(place === 'here' ? 'documents.embed.anyway' : 'documents.embed.close')
  const when = note.when ? ` <span>${escapeMarkup(note.when)}</span>` : ''
  return `
<p role="status"><strong>${escapeMarkup(sentence)}</strong>${when}</p>
<div>
<a href="${escapeMarkup(siteAddress(note.path))}" target="_blank" rel="noopener">${escapeMarkup(link)}</a>
<button type="button">${escapeMarkup(end)}</button>
</div>
`
}
