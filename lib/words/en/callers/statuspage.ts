/** What Statuspage's answers say of work that nobody has written about, and when something was. */
export const statuspage = {
  begun: 'The work has begun.',
  over: 'The work is over.',
  cancelled: 'This work does not take place.',
  cancelledFor: 'This work does not take place. {reason}',
  since: '{from} {zone}',
  period: '{from} - {to} {zone}',
} as const
