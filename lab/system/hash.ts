import { createHash } from 'node:crypto';

/** A SHA-256 in base64url: of text and octets as they are, of all else as JSON. */
export const hashOf = (content: unknown): string =>
  createHash('sha256')
    .update(
      typeof content === 'string' || content instanceof Uint8Array
        ? content
        : JSON.stringify(content),
    )
    .digest('base64url');
