/**
 * HTML "serialization of an origin" of a URL. Apps and extensions have schemes of their own, of
 * which the URL standard knows no origin; browsers send them as `capacitor://localhost`.
 */
export function originOfUrl({ origin, protocol, host }: URL): string {
  const isOwnScheme = origin === 'null' && host !== '' && protocol !== 'file:';
  return isOwnScheme ? `${protocol}//${host}` : origin;
}
