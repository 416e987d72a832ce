/** How the language is known to Intl, for lists, numbers and dates. */
export const language = {
  tag: 'en-GB',
  /** As HTML names it. */
  code: 'en',
} as const
