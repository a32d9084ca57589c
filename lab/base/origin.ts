/**
 * HTML "serialization of an origin" of a URL. Apps and extensions have schemes of their own, whose
 * URLs have an opaque origin in the URL standard; browsers send it as `capacitor://localhost`.
 */
export function originOfUrl({ origin, protocol, host }: URL): string {
  const isOwnScheme = origin === 'null' && host !== '' && protocol !== 'file:';
  return isOwnScheme ? `${protocol}//${host}` : origin;
}
