/**
 * The Storage Access API, where its draft leaves a choice to the user agent or user agents leave the
 * draft: https://privacycg.github.io/storage-access/
 */
import type { StorageAccess } from '../../scenario/recording.ts';

export interface StorageAccessRule {
  /** Does the user's policy forbid it once and for all? */
  readonly setting: 'none' | 'disallow';
  /** What is asked first: is the document one that may ask, or does the policy allow it anyway? */
  readonly first: 'the document' | 'the setting';
  /** Is every frame refused whose sandbox does not allow it, or only one of another site? */
  readonly sandboxed: 'every frame' | 'frames of other sites';
  /** Is a frame of another site refused without a click in any case, or only where it would have to ask? */
  readonly activation: 'where it asks' | 'always';
  /** Does a click count until some time has passed, or only in the task that handles it? */
  readonly gesture: 'transient' | 'in its task';
  /** "Requesting permission to use": who decides, by whether the user used the site at the top. */
  readonly decides: { readonly used: Decision; readonly unused: Decision };
  /** Of what the user's interaction counts. */
  readonly interaction: 'site' | 'origin';
  /** Can the user's "Allow" be given beforehand, by who drives the browser? */
  readonly answer: 'beforehand' | 'never';
  /** What becomes of a prompt that nobody answers. */
  readonly unanswered: Extract<StorageAccess, 'prompt' | 'denied'>;
  /** The requests of a document with storage access that its cookies go with. */
  readonly requests: 'same origin' | 'same site';
  /** Requests of such a document that its cookies do not go with all the same. */
  readonly without: readonly RequestApart[];
  /** A frame of its own origin in such a document: is it loaded with cookies, and has it access then? */
  readonly frames: 'loaded with it' | 'loaded without it' | 'given it';
  /** Storage Access Headers: are they known? */
  readonly headers: boolean;
}

/** What a browser may ask for by another way than the plain requests of a document. */
export type RequestApart = 'WebSocket' | 'keepalive' | 'worker';

/** The permission, or that the user is asked for it. */
type Decision = 'granted' | 'denied' | 'the user';

/** The draft to the letter; its user is asked whenever the draft lets ask. */
export const draftStorageAccess: StorageAccessRule = {
  setting: 'none',
  first: 'the document',
  sandboxed: 'every frame',
  activation: 'where it asks',
  gesture: 'transient',
  decides: { used: 'the user', unused: 'the user' },
  interaction: 'site',
  answer: 'beforehand',
  unanswered: 'prompt',
  requests: 'same origin',
  // It gives no worker access: https://github.com/privacycg/storage-access/issues/157
  without: ['worker'],
  frames: 'loaded with it',
  headers: true,
};

/** chrome/browser/storage_access_api/storage_access_grant_permission_context.cc */
export const chromiumStorageAccess: StorageAccessRule = {
  ...draftStorageAccess,
  decides: { used: 'the user', unused: 'denied' },
  // Measured: without a window to show it in, it counts as dismissed.
  unanswered: 'denied',
  // Measured in 156.
  without: ['WebSocket'],
  frames: 'loaded without it',
};

/**
 * It asks its user for sites that were not used, and where a site has access under many:
 * https://developer.mozilla.org/docs/Web/API/Document/requestStorageAccess
 */
export const firefoxStorageAccess: StorageAccessRule = {
  ...draftStorageAccess,
  // Measured in ESR 153, with third parties allowed.
  first: 'the setting',
  // Measured in ESR 153.
  sandboxed: 'frames of other sites',
  // toolkit/components/antitracking/test/browser/browser_storageAccessAutograntRequiresUserInteraction.js
  decides: { used: 'granted', unused: 'the user' },
  // Measured in ESR 153.
  interaction: 'origin',
  answer: 'never',
  // Measured in ESR 153.
  requests: 'same site',
  without: ['keepalive', 'worker'],
  frames: 'given it',
};

/** https://webkit.org/blog/8124/introducing-storage-access-api/ */
export const webkitStorageAccess: StorageAccessRule = {
  ...draftStorageAccess,
  // Measured in 2.50.
  sandboxed: 'frames of other sites',
  activation: 'always',
  // Source/WebCore/dom/DocumentStorageAccess.cpp: UserGestureIndicator::processingUserGesture
  gesture: 'in its task',
  decides: { used: 'the user', unused: 'denied' },
  answer: 'never',
  headers: false,
};
