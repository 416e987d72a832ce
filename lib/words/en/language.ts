/** How the language is known to Intl, for lists, numbers and dates. */
export const language = {
  tag: 'en-GB',
  /** As documents name it. */
  code: 'en',
} as const
