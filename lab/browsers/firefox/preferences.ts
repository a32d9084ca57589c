/** The preferences that Firefox is run with besides those of its profile. None touches a cookie of a fresh profile. */

type Preferences = Readonly<Record<string, string | number | boolean>>;

export const automationPreferences: Preferences = {
  // A page's window.open needs no click here, as in the other engines.
  'dom.disable_open_during_load': false,
  // Clicks reach frames of other processes only this way.
  'remote.events.async.mouse.enabled': true,
  // Firefox grants storage access unasked to a site that has it in few others. In a profile that serves
  // one scenario after another it would soon count too many, and ask the user.
  'dom.storage_access.max_concurrent_auto_grants': 1_000_000,
  // It would put off what it grants unasked by up to three seconds, by chance, to look like an answer.
  'dom.storage_access.auto_grants.delayed': false,
  // It asks before it sends a form again, and its driver cannot see the question: answered as by a user
  // who wants the page again.
  'dom.confirm_repost.testing.always_accept': true,
  // Animations of its own window: with the size of that window they take a fifth of the processor time
  // of its main process (measured in 153).
  'ui.prefersReducedMotion': 1,
  // No look-ups and downloads of Firefox's own.
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'app.update.disabledForTesting': true,
  'app.normandy.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  // Start with nothing: no home page, no welcome, no pages made ready for the next tab.
  'browser.startup.page': 0,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.newtabpage.enabled': false,
  'browser.newtab.preload': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
};

/** Through the lab's mapping proxy; its address is `host:port`, null for none. */
export function proxyPreferences(proxy: string | null): Preferences {
  if (!proxy) return {};
  const [host = '', port = ''] = proxy.split(':');
  return {
    'network.proxy.type': 1,
    'network.proxy.http': host,
    'network.proxy.http_port': Number(port),
    'network.proxy.ssl': host,
    'network.proxy.ssl_port': Number(port),
    // Names under .localhost go through the proxy as well; localhost itself is reached directly.
    'network.proxy.allow_hijacking_localhost': true,
    'network.proxy.no_proxies_on': '127.0.0.1:1',
  };
}

/** For a recording: nothing goes past the proxy, not even what is for this machine. */
export const recordingPreferences: Preferences = {
  'network.proxy.no_proxies_on': '',
};

/** The text of a profile's `user.js`. */
export const preferenceFile = (preferences: Preferences): string =>
  Object.entries(preferences)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
