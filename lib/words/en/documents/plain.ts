/** The plain texts: read in a terminal, or out by a telephone system. */
export const plain = {
  nextUpdate: 'Next update by {time}.',
  lateUpdate: 'The next update was promised for {time}, {late} late.',
  until: 'Until about {time}.',
  planned: 'Planned for {period}.',
  cancelled: 'It was planned for {period} and is cancelled.',
  asOf: 'As of {time}.',
  more: 'More: {address}',
} as const
