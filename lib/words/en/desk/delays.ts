/** How fast readers were told. */
export const deskDelays = {
  page: {
    howFastWeTell: 'How fast we tell',
    measuredOfEachAlert:
      'Measured of each alert that changed what readers see, since it arrived here: what a tool took to notice the trouble is not in it, and alerts that wait for a confirmation or for you count only once they change a page. Figures are rounded up, by a quarter at the most. Days are in UTC.',
    whetherReadersAreTold: 'Whether readers are told',
    alertToPage: 'From the alert to the page',
    alertToFirstMail: 'From the alert to the first mail',
    noAlertHasChanged: 'No alert has changed a page in the last 30 days.',
    nineOfTenAlerts: 'Nine of ten alerts were on their pages within {howLong}.',
    titleByDay: '{title}, by day',
    halfWithin: 'Half within',
    nineOfTenWithin: 'Nine of ten within',
    allWithin: 'All within',
    day: 'Day',
    measured: 'Measured',
    count: '{count, number}',
    milliseconds: '{ms, number} ms',
    fewSeconds: '{seconds, number, ::.0} s',
    seconds: '{seconds, number} s',
    minutes: '{minutes, number} min',
  },
} as const
