import type { ImportProblem } from '#lib/rules/imports/import-problem.ts'

/** Ends the reading of a product. detail: what the other side or the file said, for who looks into it. */
export class CannotRead extends Error {
  readonly problem: ImportProblem
  readonly detail: string

  constructor(problem: ImportProblem, detail = '') {
    super(`${problem}: ${detail}`)
    this.problem = problem
    this.detail = detail.slice(0, 300)
  }
}
