import { fates, type ImportCounts, type ImportFate } from '#lib/rules/imports/import-counts.ts'
import type { ImportProblem } from '#lib/rules/imports/import-problem.ts'
import { type LeftBehind, type MovedKind, movedKinds } from '#lib/rules/imports/moved.ts'
import type { ProductName } from '#lib/rules/imports/products.ts'
import type { Words } from '#lib/words/words.ts'

/** What becomes of how many things, a line for each kind and fate: "3 servers new". */
export function countLines(
  words: Words,
  counts: ImportCounts,
  only: readonly ImportFate[] = fates,
): string[] {
  return movedKinds.flatMap(kind =>
    only.flatMap(fate => {
      const count = counts[kind][fate]
      return count === 0
        ? []
        : [words(`imports.fate.${fate}`, { what: words(`imports.kind.${kind}`, { count }) })]
    }),
  )
}

/** The first of what is new or changed of each kind, by name. */
export function nameLines(
  words: Words,
  counts: ImportCounts,
  names: Record<MovedKind, readonly string[]>,
): string[] {
  return movedKinds.flatMap(kind => {
    const list = names[kind]
    const isAll = counts[kind].new + counts[kind].changed <= list.length
    return list.length === 0
      ? []
      : [words(`imports.kinds.${kind}`, { names: isAll ? list.join(', ') : `${list.join(', ')} …` })]
  })
}

/** What stays there, and why, a sentence for each reason. */
export function leftLine(words: Words, { why, count, names }: LeftBehind): string {
  const sentence = words(`imports.left.${why}`, { count })
  return names.length === 0 ? sentence : words('imports.named', { sentence, names: names.join(', ') })
}

/** Why nothing could be read. */
export function problemLine(
  words: Words,
  product: ProductName,
  problem: ImportProblem,
  detail: string,
): string {
  const sentence = words(`imports.problem.${problem}`, { product: words(`imports.product.${product}`) })
  return detail === '' ? sentence : words('imports.problemDetail', { problem: sentence, detail })
}
