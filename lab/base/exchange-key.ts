/**
 * The one query parameter of a lab that stands in for somebody's own hosts. What a request is answered
 * is registered with the service beforehand, under this key: all other parameters of the query are
 * the user's, whatever they are called.
 *
 *     https://api.shop.example/cart?page=2&status=open&lab-exchange=Zx81.4
 */
const parameter = 'lab-exchange';

const pattern = new RegExp(`[?&]${parameter}=([\\w.-]+)`);

/** The URL with the key of an exchange; the rest of its query stays as it is spelled. */
export function withKey(href: string, exchange: string): string {
  const url = new URL(href);
  url.search = `${url.search || '?'}${url.search ? '&' : ''}${parameter}=${exchange}`;
  return url.href;
}

/** The exchange that a URL, or its query, has the key of; null where it has none. */
export const keyIn = (text: string): string | null =>
  pattern.exec(text.startsWith('http') ? text : `?${text}`)?.[1] ?? null;

/** The URL without the key, spelled as it was. */
export const withoutKey = (href: string): string =>
  href.replace(new RegExp(`([?&])${parameter}=[\\w.-]+&?`), '$1').replace(/[?&](?=#|$)/, '');
