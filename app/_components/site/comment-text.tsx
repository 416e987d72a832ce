import type { ReactNode } from 'react'
import { findCitations } from '#lib/posts/citation.ts'

/** Plain text in paragraphs. "point 6" leads to that point of the post, when there is one. */
export function CommentText({ text, points }: { text: string; points: number }) {
  const paragraphs = text
    .split(/\r?\n[ \t]*\r?\n/)
    .map(paragraph => paragraph.trim())
    .filter(paragraph => paragraph !== '')
  return paragraphs.map((paragraph, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs never move
    <p key={index} className="mt-2 max-w-[68ch] whitespace-pre-line wrap-anywhere">
      {withCitations(paragraph, points)}
    </p>
  ))
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
