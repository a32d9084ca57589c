/**
 * Makes X.509 certificates (RFC 5280) with EC keys (P-256). All texts are PEM.
 *
 * The library is loaded at the first use: it takes a tenth of a second that most commands can do
 * without.
 */
import { createPrivateKey, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate and its private key (PKCS #8), in PEM. */
export interface Pair {
  readonly cert: string;
  readonly key: string;
}

const day = 24 * 60 * 60 * 1000;
/** Clocks differ between machines and containers: certificates hold from an hour ago. */
const hour = 60 * 60 * 1000;

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export interface AuthorityOptions {
  /** What certificate viewers show. */
  readonly name: string;
  readonly days: number;
  /**
   * The domains that it may sign names of: each with all names below it, and no IP address
   * (RFC 5280 §4.2.1.10). Without, it may sign any name.
   */
  readonly domains?: readonly string[];
}

/** Makes an authority that signs server certificates only, and no other authority (path length 0). */
export async function createAuthority(options: AuthorityOptions): Promise<Pair> {
  const { x509, nameConstraints } = await library();
  const keys = await createKeys();
  const { domains } = options;
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ O: [options.name] }, { CN: [options.name] }],
    ...validity(options.days),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      // Neither mail nor programs: verifiers apply the authority's purposes to what it signs.
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...(domains ? [new x509.Extension(nameConstraintsId, true, nameConstraints(domains))] : []),
    ],
  });
  return { cert: cert.toString('pem'), key: await pemOf(keys) };
}

/** The keys of leaves: an authority may use the same for several. */
export const createKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

/**
 * Signs a leaf for host names and IP addresses, as a URL spells them: `example.test`,
 * `*.example.test`, `127.0.0.1`, `[::1]`.
 */
export async function issueLeaf(
  authority: Pair,
  names: readonly string[],
  days: number,
  keys?: webcrypto.CryptoKeyPair,
): Promise<Pair> {
  const { x509 } = await library();
  const issuer = new x509.X509Certificate(authority.cert);
  const own = keys ?? (await createKeys());
  const cert = await x509.X509CertificateGenerator.create({
    // What it is for stands in the alternative names: a CN has no room for long ones.
    subject: [{ CN: ['Cookie lab'] }],
    issuer: issuer.subjectName,
    ...validity(days),
    publicKey: own.publicKey,
    signingKey: await signingKey(authority.key),
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names.map(alternativeName)),
      await x509.SubjectKeyIdentifierExtension.create(own.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { cert: cert.toString('pem'), key: await pemOf(own) };
}

const nameConstraintsId = '2.5.29.30';

/** The domains of a certificate's name constraints; null where it has none. */
export async function domainsOf(cert: string): Promise<readonly string[] | null> {
  const { x509, readNameConstraints } = await library();
  const extension = new x509.X509Certificate(cert).getExtension(nameConstraintsId);
  return extension && readNameConstraints(extension.value);
}

async function library() {
  await import('reflect-metadata'); // which @peculiar/x509 wants to find
  const [x509, { AsnConvert }, asn1] = await Promise.all([
    import('@peculiar/x509'),
    import('@peculiar/asn1-schema'),
    import('@peculiar/asn1-x509'),
  ]);
  const subtree = (name: { dNSName: string } | { iPAddress: string }) =>
    new asn1.GeneralSubtree({ base: new asn1.GeneralName(name) });
  return {
    x509,
    nameConstraints: (domains: readonly string[]) =>
      AsnConvert.serialize(
        new asn1.NameConstraints({
          permittedSubtrees: new asn1.GeneralSubtrees(
            domains.map((dNSName) => subtree({ dNSName })),
          ),
          // A kind of name that no permitted subtree mentions would not be constrained at all.
          excludedSubtrees: new asn1.GeneralSubtrees(
            ['0.0.0.0/0', '::/0'].map((iPAddress) => subtree({ iPAddress })),
          ),
        }),
      ),
    readNameConstraints: (value: ArrayBuffer) =>
      Array.from(AsnConvert.parse(value, asn1.NameConstraints).permittedSubtrees ?? []).flatMap(
        ({ base }) => base.dNSName ?? [],
      ),
  };
}

function alternativeName(name: string) {
  const bare = name.replace(/^\[(.*)\]$/, '$1');
  return { type: isIP(bare) > 0 ? ('ip' as const) : ('dns' as const), value: bare };
}

const validity = (days: number) => ({
  notBefore: new Date(Date.now() - hour),
  notAfter: new Date(Date.now() + days * day),
});

const signingKey = (pem: string) =>
  webcrypto.subtle.importKey(
    'pkcs8',
    createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' }),
    algorithm,
    false,
    ['sign'],
  );

async function pemOf({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey));
  return createPrivateKey({ key: der, type: 'pkcs8', format: 'der' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
}
