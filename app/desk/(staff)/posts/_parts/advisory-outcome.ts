export type FieldProblem = { field: string; sentence: string }

export type AdvisoryWords = { title: string; summary: string; body: string; serverNames: string }

/** Why nothing was saved, with the fields as they were typed. at: ISO 8601. */
export type AdvisoryOutcome =
  | { is: 'wrong'; problems: FieldProblem[]; typed: Record<string, string> }
  /** It did not come to that: nobody is signed in, or no answer came. */
  | { is: 'failed'; sentence: string; typed: Record<string, string> }
  /** Something was put into its fields: nothing is saved, and nothing failed. */
  | { is: 'filled'; sentence: string; typed: Record<string, string> }
  /** A colleague changed it since the form was opened. */
  | {
      is: 'changed'
      staffName: string | null
      at: string
      theirs: AdvisoryWords
      typed: Record<string, string>
    }
  /** A colleague threw it away. */
  | { is: 'gone'; staffName: string | null; typed: Record<string, string> }
  | null
