import { and, asc, eq, inArray, isNotNull, or } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { posts } from '#db/schema/post.ts'
import { updates } from '#db/schema/update.ts'
import type { StaffText, StaffWords } from '#lib/rules/incidents/staff-words.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { PostTranslations, TextTranslations } from '#lib/rules/languages/translation.ts'

/** With which words staff opened and closed these posts, as they were typed; posts without any are left out. */
export async function readStaffWords(
  tx: Transaction,
  postIds: readonly string[],
): Promise<Map<string, StaffWords>> {
  const rows = await tx
    .select({
      id: posts.id,
      kind: posts.kind,
      plan: posts.body,
      planLanguage: posts.language,
      planTranslations: posts.translations,
      phase: updates.phase,
      text: updates.body,
      language: updates.language,
      translations: updates.translations,
      at: updates.createdAt,
    })
    .from(posts)
    .leftJoin(
      updates,
      and(
        eq(updates.postId, posts.id),
        isNotNull(updates.staffId),
        or(eq(updates.phase, 'resolved'), eq(updates.createdAt, posts.publishedAt)),
      ),
    )
    .where(and(inArray(posts.id, [...postIds]), inArray(posts.kind, ['incident', 'maintenance'])))
    .orderBy(asc(updates.createdAt))
  const words = new Map<string, StaffWords>()
  for (const { id, kind, phase, at, ...row } of rows) {
    const before = words.get(id) ?? { opening: kind === 'maintenance' ? planOf(row) : null, closing: null }
    const said = kind === 'maintenance' ? null : saidIn(row)
    if (!said || !at) words.set(id, before)
    else
      words.set(
        id,
        phase === 'resolved' ? { ...before, closing: { ...said, at } } : { ...before, opening: said },
      )
  }
  return words
}

type Plan = { plan: string | null; planLanguage: Language; planTranslations: PostTranslations }

function planOf({ plan, planLanguage: language, planTranslations }: Plan): StaffText | null {
  if (plan === null) return null
  const bodies = Object.entries(planTranslations).flatMap(([code, { body }]) =>
    body === undefined ? [] : [[code, body]],
  )
  return { text: plan, language, translations: Object.fromEntries(bodies) }
}

type Entry = { text: string | null; language: Language | null; translations: TextTranslations | null }

/** null: there is no entry, or facts say it. */
function saidIn({ text, language, translations }: Entry): StaffText | null {
  return text && language ? { text, language, translations: translations ?? {} } : null
}
