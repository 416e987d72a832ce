/** With what somebody signs in. */
export const devices = {
  both: '{browser} on {system}',
  unknown: 'A program that does not say what it is',
  browser: {
    edge: 'Edge',
    opera: 'Opera',
    samsung: 'Samsung Internet',
    firefox: 'Firefox',
    chrome: 'Chrome',
    safari: 'Safari',
    curl: 'curl',
  },
  system: {
    android: 'Android',
    iphone: 'iPhone',
    ipad: 'iPad',
    windows: 'Windows',
    macos: 'macOS',
    chromeos: 'ChromeOS',
    linux: 'Linux',
  },
}
