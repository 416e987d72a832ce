/** What is wrong with a picture that was given. too-complex: too deep, too many parts, or entities of its own. */
export type PictureProblem =
  | 'not-a-picture'
  | 'broken'
  | 'too-large'
  | 'too-small'
  | 'too-long'
  | 'too-complex'
  | 'no-size'

/** What is wrong in a style sheet, and in which line; line: null where it is wrong as a whole. */
export type SheetProblem = {
  is: 'too-long' | 'too-complex' | 'unreadable' | 'at-rule' | 'address' | 'backslash' | 'script'
  line: number | null
  /** The first signs of it. */
  what: string
}
