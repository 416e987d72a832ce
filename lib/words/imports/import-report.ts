import { fates, type ImportCounts } from '#lib/rules/imports/import-counts.ts'
import type { ImportProblem } from '#lib/rules/imports/import-problem.ts'
import { type LeftBehind, movedKinds } from '#lib/rules/imports/moved.ts'
import type { ProductName } from '#lib/rules/imports/products.ts'
import type { Words } from '#lib/words/words.ts'

/** What becomes of how many things, a line for each kind and fate: "3 servers new". */
export function countLines(words: Words, counts: ImportCounts): string[] {
  return movedKinds.flatMap(kind =>
    fates.flatMap(fate => {
      const count = counts[kind][fate]
      return count === 0
        ? []
        : [words(`imports.fate.${fate}`, { what: words(`imports.kind.${kind}`, { count }) })]
    }),
  )
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
