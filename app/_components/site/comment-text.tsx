import type { ReactNode } from 'react'
import { findCitations } from '#lib/posts/citation.ts'

/** Plain text in paragraphs, those of lines that begin with ">" as quotes. "point 6" leads to that point of the post, when there is one. */
export function CommentText({ text, points }: { text: string; points: number }) {
  const paragraphs = text
    .split(/\r?\n[ \t]*\r?\n/)
    .map(paragraph => paragraph.trim())
    .filter(paragraph => paragraph !== '')
  return paragraphs.map((paragraph, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs never move
    <Paragraph key={index} text={paragraph} points={points} />
  ))
}

function Paragraph({ text, points }: { text: string; points: number }) {
  const quoted = quotedText(text)
  const shown = (
    <p className="mt-2 max-w-[68ch] whitespace-pre-line wrap-anywhere">
      {withCitations(quoted ?? text, points)}
    </p>
  )
  return quoted === null ? (
    shown
  ) : (
    <blockquote className="mt-2 border-s-4 border-line ps-3 text-soft *:mt-0">{shown}</blockquote>
  )
}

/** A paragraph whose lines all begin with ">", without that; null: it is none. */
function quotedText(paragraph: string): string | null {
  const lines = paragraph.split('\n')
  if (!lines.every(line => line.startsWith('>'))) return null
  return lines.map(line => line.replace(/^>[ ]?/, '')).join('\n')
}

function withCitations(text: string, points: number): ReactNode[] {
  const parts: ReactNode[] = []
  let at = 0
  for (const { point, start, end } of findCitations(text, points)) {
    parts.push(text.slice(at, start))
    parts.push(
      <a key={start} href={`#point-${point}`}>
        {text.slice(start, end)}
      </a>,
    )
    at = end
  }
  return [...parts, text.slice(at)]
}
