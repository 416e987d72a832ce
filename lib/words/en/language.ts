/** How the language is known to Intl, for lists, numbers and dates. */
export const language = {
  tag: 'en-GB',
} as const
