/** The pages as Markdown. */
export const markdown = {
  page: 'The page: {address}',
  server: '{server}: {condition}',
  retired: 'Retired on {day}. What stands below is its past until then.',
  phase: 'Where it stands: {phase}',
  began: 'Began: {time}',
  over: 'Over: {time}',
  when: 'When: {period}',
  servers: 'Servers: {names}',
  updates: 'Updates, the newest first',
  /** What leads to a numbered point of a post. */
  point: 'Point {number}',
  review: 'Review',
  older: 'Older posts',
  newer: 'Newer posts',
} as const
