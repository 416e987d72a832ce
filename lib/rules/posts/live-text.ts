import {
  type Contained,
  type ContainmentFact,
  type ContainmentKind,
  containmentFacts,
} from '#lib/rules/containment/containment.ts'
import type { ListedSign } from '#lib/rules/indicators/indicator.ts'

/** An entry of the list as readers see it. */
export type ShownSign = Pick<ListedSign, 'id' | 'type' | 'value' | 'tag' | 'note' | 'reference'>

/** A measure that readers may read of. slug: of its post; isOwn: that is the post with the text. */
type ShownMeasure = Contained & { slug: string; isOwn: boolean }

/** What the elements of a text show that holds now: only what is public of it, whatever they ask for. */
export type LiveFacts = {
  now: Date
  signs: readonly ShownSign[]
  measures: readonly ShownMeasure[]
  servers: readonly { id: string; label: string; groupId: string | null }[]
}

/** What an author may ask of each element. */
export type SignsAsked = { tag?: string | undefined; ids?: string | undefined }
export type ContainmentAsked = { post?: string | undefined; kind?: ContainmentKind | undefined }

/** More of one element than this is no part of a text. */
const mostShownSigns = 200

/** What an element for indicators shows: those of a tag, those of these ids, or all. */
export function signsAsked({ signs }: LiveFacts, { tag, ids }: SignsAsked): readonly ShownSign[] {
  const named = ids === undefined ? null : new Set(ids.split(/[\s,]+/))
  return signs
    .filter(sign => (tag === undefined || sign.tag === tag) && (named === null || named.has(sign.id)))
    .slice(0, mostShownSigns)
}

/** What an element for measures shows: those of its own post, or of another one, perhaps of one kind alone. */
export function containmentAsked(
  { measures, servers, now }: LiveFacts,
  { post, kind }: ContainmentAsked,
): ContainmentFact[] {
  const meant = measures.filter(
    measure =>
      (post === undefined ? measure.isOwn : measure.slug === post) &&
      (kind === undefined || measure.kind === kind),
  )
  return containmentFacts(meant, { servers, now })
}
