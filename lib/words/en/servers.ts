/** What is said of servers: names, states, banners. */
export const servers = {
  more: '{count, plural, one {# more server} other {# more servers}}',
} as const
