/** Why nothing can be read. */
export const importProblems = [
  'not-this-product',
  'unreadable-file',
  'too-large',
  'too-many-files',
  'no-such-file',
  'bad-address',
  'address-not-public',
  'no-answer',
  'key-refused',
  'not-found-there',
  'too-slow',
  'too-many-requests',
  'page-missing',
] as const
export type ImportProblem = (typeof importProblems)[number]
