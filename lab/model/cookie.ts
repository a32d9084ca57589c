/** RFC 6265bis-22 §5.7: what a user agent keeps of a cookie. */
import type { PartitionKey } from './partition.ts';

/** §5.6.7: the enforcement that SameSite asks for. */
export type Enforcement = 'Strict' | 'Lax' | 'None' | 'Default';

/** §5.6, the cookie-attribute-list: one attribute as its section leaves it. */
export type Attribute =
  | { readonly name: 'Expires' | 'Max-Age'; readonly value: number }
  | { readonly name: 'Domain'; readonly value: string }
  /** Null stands for the default-path. */
  | { readonly name: 'Path'; readonly value: string | null }
  | { readonly name: 'SameSite'; readonly value: Enforcement }
  | { readonly name: 'Secure' | 'HttpOnly' | 'Partitioned'; readonly value: true };

/** A set-cookie-string, parsed. */
export interface ReceivedCookie {
  readonly name: string;
  readonly value: string;
  readonly attributes: readonly Attribute[];
}

/** A cookie in the jar. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: Enforcement;
  /** Milliseconds by the model's clock; infinite for a session cookie. */
  readonly expires: number;
  readonly created: number;
  /** The jar's count at creation: tells apart what the clock cannot. */
  readonly order: number;
  /** CHIPS; null in the shared jar. */
  readonly partition: PartitionKey | null;
}

/** The value of the last attribute of a name: §5.7 lets the last win. */
export function lastAttribute<Name extends Attribute['name']>(
  attributes: readonly Attribute[],
  name: Name,
): Extract<Attribute, { name: Name }>['value'] | undefined {
  return attributes.findLast((attribute) => attribute.name === name)?.value as
    | Extract<Attribute, { name: Name }>['value']
    | undefined;
}

/** §5.8.3 step 6: the cookie-string. */
export const serialize = (cookies: readonly Pick<Cookie, 'name' | 'value'>[]): string =>
  cookies.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; ');
