/** What a browser says of itself; null: nothing that we know. */
export type Device = { browser: string | null; system: string | null }

/** In the order in which they are looked for: most say that they are others as well. */
const browsers: readonly [sign: RegExp, name: string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
  [/\bcurl\//, 'curl'],
]

const systems: readonly [sign: RegExp, name: string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b|\biPod\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
]

/** Longer than what any browser says of itself. */
const mostSigns = 512

/** The browser and the system of a User-Agent. Anybody may send anything, so it is for recognising alone. */
export function deviceOf(userAgent: string | null): Device {
  const said = (userAgent ?? '').slice(0, mostSigns)
  const nameIn = (known: typeof browsers) => known.find(([sign]) => sign.test(said))?.[1] ?? null
  return { browser: nameIn(browsers), system: nameIn(systems) }
}
