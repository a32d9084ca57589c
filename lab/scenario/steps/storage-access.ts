/** The Storage Access API, and the user whom it waits for: https://privacycg.github.io/storage-access/ */
import type { Origin } from '../../base/topology.ts';

/** A click of the user into the document: it has transient user activation for a while. */
export interface Click {
  readonly step: 'click';
}

/** `document.hasStorageAccess()` */
export interface HasStorageAccess {
  readonly step: 'hasStorageAccess';
  readonly as?: string;
}

/** `document.requestStorageAccess()` */
export interface RequestStorageAccess {
  readonly step: 'requestStorageAccess';
  readonly as?: string;
}

/**
 * The user's "Allow", given beforehand, to the prompt by which a frame of an origin asks for
 * storage access. Without effect in a browser that cannot be told so.
 */
export interface AllowStorageAccess {
  readonly step: 'allowStorageAccess';
  readonly origin: Origin;
}

/**
 * The user clicks into the document.
 *
 * @example click()
 */
export const click = (): Click => ({ step: 'click' });

/**
 * A script calls `document.hasStorageAccess()`. Takes the step's label.
 *
 * @example hasStorageAccess('before')
 */
export const hasStorageAccess = (as?: string): HasStorageAccess => ({
  step: 'hasStorageAccess',
  ...(as !== undefined && { as }),
});

/**
 * A script calls `document.requestStorageAccess()`. Takes the step's label.
 *
 * @example requestStorageAccess('asked')
 */
export const requestStorageAccess = (as?: string): RequestStorageAccess => ({
  step: 'requestStorageAccess',
  ...(as !== undefined && { as }),
});

/**
 * The user allows a prompt for storage access beforehand.
 *
 * @example allowStorageAccess(otherWww)
 */
export const allowStorageAccess = (origin: Origin): AllowStorageAccess => ({
  step: 'allowStorageAccess',
  origin,
});
