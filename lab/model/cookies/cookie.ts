/** RFC 10025 §5.7: what a user agent keeps of a cookie. */
import type { PartitionKey } from './partition.ts';
import type { CookieSyntax } from './syntax.ts';

/** §5.6.7: the enforcement that SameSite asks for. */
export type Enforcement = 'Strict' | 'Lax' | 'None' | 'Default';

/** §5.6, the cookie-attribute-list: what each attribute's section leaves of its value. */
interface AttributeValues {
  /** Null: it cannot be read, and keeps those before it from counting. */
  readonly Expires: number | null;
  readonly 'Max-Age': number | null;
  readonly Domain: string;
  /** Null stands for the default-path. */
  readonly Path: string | null;
  readonly SameSite: Enforcement;
  readonly Secure: true;
  readonly HttpOnly: true;
  readonly Partitioned: true;
}

export type Attribute = {
  [Name in keyof AttributeValues]: { readonly name: Name; readonly value: AttributeValues[Name] };
}[keyof AttributeValues];

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
  /** The jar's count as a script set it anew; null where it did not, or a response did later. */
  readonly overwritten: number | null;
  /** Last-access-time, as the jar's count of accesses. The one thing that changes in a cookie's life. */
  lastAccess: number;
  /** CHIPS: does it say so itself? In some jars every third party's cookie is partitioned. */
  readonly partitioned: boolean;
  /** CHIPS; null in the shared jar. */
  readonly partition: PartitionKey | null;
}

/** The value of the last attribute of a name: §5.7 lets the last win. */
export function lastAttribute<Name extends keyof AttributeValues>(
  attributes: readonly Attribute[],
  name: Name,
): AttributeValues[Name] | undefined {
  for (let place = attributes.length - 1; place >= 0; place--) {
    const attribute = attributes[place];
    if (attribute?.name === name) return attribute.value as AttributeValues[Name];
  }
  return undefined;
}

/** §5.7 step 6: the expiry-time, infinite for a session cookie; which attribute counts is the agent's. */
export function expiryOf(
  attributes: readonly Attribute[],
  lifetime: CookieSyntax['lifetime'],
): number {
  if (lifetime === 'Max-Age') {
    return lastAttribute(attributes, 'Max-Age') ?? lastAttribute(attributes, 'Expires') ?? Infinity;
  }
  const last = attributes.findLast(({ name }) => name === 'Max-Age' || name === 'Expires');
  return (last?.value as number | null | undefined) ?? Infinity;
}

/** §5.8.3 step 6: the cookie-string. */
export const serialize = (cookies: readonly Pick<Cookie, 'name' | 'value'>[]): string =>
  cookies.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; ');
