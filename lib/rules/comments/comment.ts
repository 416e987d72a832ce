import { z } from 'zod'
import { Email, emailProblem } from '#lib/rules/subscribers/email.ts'

/** Lengths in UTF-16 units, as a browser counts what is typed. */
export const commentLimits = {
  name: { least: 1, most: 60 },
  body: { least: 2, most: 4000 },
} as const

/** A question to the owner of the address is valid for this long. */
export const commentHours = 72

/** At most this many comments of one address wait for its owner within an hour: nobody's mailbox is to be filled. */
export const mostWaiting = 3
export const waitingSeconds = 3600

const id = z.string().regex(/^[a-z0-9]{12}$/)

/** A mail, a digit or a sign: joiners alone show nothing. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u

const CommentForm = z.object({
  post: id,
  parent: id
    .or(z.literal(''))
    .optional()
    .transform(parent => parent || null),
  name: z
    .string()
    .transform(commentLine)
    .pipe(z.string().min(commentLimits.name.least).max(commentLimits.name.most).regex(visible)),
  email: Email,
  body: z
    .string()
    .transform(plainWords)
    .pipe(z.string().min(commentLimits.body.least).max(commentLimits.body.most).regex(visible)),
})

export const commentProblems = ['name', 'email', 'mailbox', 'body', 'post'] as const
export type CommentProblem = (typeof commentProblems)[number]

export type CommentAsked = {
  is: 'comment'
  postId: string
  parentId: string | null
  authorName: string
  email: string
  body: string
}

/** Reads the form of a comment. robot: the field that people do not see is filled in. */
export function readCommentForm(
  fields: Readonly<Record<string, string>>,
): CommentAsked | { is: 'robot' } | { is: 'wrong'; problems: CommentProblem[] } {
  if (fields.website) return { is: 'robot' }
  const parsed = CommentForm.safeParse(fields)
  if (parsed.success) {
    const { post, parent, name, email, body } = parsed.data
    return { is: 'comment', postId: post, parentId: parent, authorName: name, email, body }
  }
  const fieldsNamed = parsed.error.issues.map(issue => issue.path[0])
  const named = new Set(fieldsNamed.map(field => (field === 'email' ? emailProblem(fields.email) : field)))
  const problems = commentProblems.filter(problem => named.has(problem))
  return { is: 'wrong', problems: problems.length > 0 ? problems : ['post'] }
}

export type Parent = { id: string; postId: string; parentId: string | null; state: string }

/** What a comment hangs on: threads are one level deep. What answers nothing that readers see stands alone. */
export function parentFor(parent: Parent | undefined, postId: string): string | null {
  if (!parent || parent.postId !== postId || parent.state !== 'published') return null
  return parent.parentId ?? parent.id
}

/** Words of several lines: no control or bidirectional characters, no trailing space, one empty line at most. */
export function plainWords(text: string): string {
  return plain(text)
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Words of one line. */
export function commentLine(text: string): string {
  return plain(text).replace(/\s+/g, ' ').trim()
}

/**
 * Leaves out what is not seen: control characters, the bidirectional controls with which text pretends to be other
 * text (Unicode TR 36, 3.2), and characters without width. The joiners stay: Persian and emoji need them.
 */
function plain(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(
      /[^\P{Cc}\n]|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu,
      '',
    )
}
