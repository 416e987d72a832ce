/** In the order in which they are looked for: most say that they are others as well. */
const browsers = [
  [/\bEdg(e|A|iOS)?\//, 'edge'],
  [/\bOPR\/|\bOpera\b/, 'opera'],
  [/\bSamsungBrowser\//, 'samsung'],
  [/\b(Firefox|FxiOS)\//, 'firefox'],
  [/\b(HeadlessChrome|Chrome|CriOS|Chromium)\//, 'chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'safari'],
  [/\bcurl\//, 'curl'],
] as const

const systems = [
  [/\bAndroid\b/, 'android'],
  [/\biPhone\b|\biPod\b/, 'iphone'],
  [/\biPad\b/, 'ipad'],
  [/\bWindows\b/, 'windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macos'],
  [/\bCrOS\b/, 'chromeos'],
  [/\bLinux\b|\bX11\b/, 'linux'],
] as const

/** What a browser says of itself; null: nothing that we know. */
export type Device = {
  browser: (typeof browsers)[number][1] | null
  system: (typeof systems)[number][1] | null
}

/** Longer than what any browser says of itself. */
const mostSigns = 512

/** The browser and the system of a User-Agent. Anybody may send anything, so it is for recognising alone. */
export function deviceOf(userAgent: string | null): Device {
  const said = (userAgent ?? '').slice(0, mostSigns)
  return {
    browser: browsers.find(([sign]) => sign.test(said))?.[1] ?? null,
    system: systems.find(([sign]) => sign.test(said))?.[1] ?? null,
  }
}
