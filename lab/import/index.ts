/** Somebody's traffic as a recording: HAR files, curl commands, pasted headers. Pure: runs in a web page as well. */
export { importHar, importLive } from './har/import-har.ts';
export { type HarAbout, writeHar } from './har/write-har.ts';
export {
  type Browser,
  type Import,
  type ImportGap,
  type Open,
  type Source,
  suppose,
} from './import.ts';
export { refuseOtherFormats } from './other-formats.ts';
export { importCurl, isCurl, isOtherCopy, type PastedOptions } from './pasted/import-curl.ts';
export { type HeadersOptions, importHeaders } from './pasted/import-headers.ts';
export { importRaw, isRawHttp } from './pasted/import-raw.ts';
export { redactHar } from './redact/redact-har.ts';
export { isToken, withPlainPath, withPlainUrls } from './redact/urls.ts';
export { browserOf } from './traffic/browser.ts';
export { isUnnamed, withoutUnnamed } from './traffic/documents.ts';
