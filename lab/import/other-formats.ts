/** What people give in place of a HAR file or a pasted request: what it is, and what to give instead. */
import { LabError } from '../base/errors.ts';

/**
 * @param start how the text begins, read as UTF-8
 * @throws {LabError} LAB_IMPORT where it is a format that is known, and cannot be read.
 */
export function refuseOtherFormats(start: string): void {
  const found = otherFormats.find(({ begins }) =>
    typeof begins === 'string' ? start.startsWith(begins) : begins.test(start),
  );
  if (!found) return;
  throw new LabError('LAB_IMPORT', `This is ${found.is}, not a HAR file.`, found.fix);
}

export const exportAgain =
  'Export again: in DevTools, Network panel, "Export HAR"; docs/doctor.md has the steps.';

const withResponses =
  'It has no responses. Send the requests, and export a HAR file of the traffic.';

const otherFormats: readonly {
  readonly begins: string | RegExp;
  readonly is: string;
  readonly fix: string;
}[] = [
  {
    begins: 'PK\u0003\u0004',
    is: 'a zip archive',
    fix: 'Unpack it and give the .har file in it. Of Fiddler: File, Export Sessions, HTTPArchive.',
  },
  // The second byte is no character of UTF-8.
  {
    begins: '\u001f\ufffd',
    is: 'a gzip file',
    fix: 'Unpack it with gunzip and give the .har file.',
  },
  { begins: /^\s*<(!doctype|html|\?xml)/i, is: 'an HTML or XML page', fix: exportAgain },
  { begins: /^\s*\{\s*"constants"\s*:/, is: 'a NetLog', fix: exportAgain },
  {
    begins: /^\s*\{[\s\S]{0,400}("_postman_id"|schema\.getpostman\.com)/,
    is: 'a Postman collection',
    fix: withResponses,
  },
  {
    begins: /^\s*(\{[\s\S]{0,200}"__export_format"\s*:|type: collection\.insomnia)/,
    is: 'an Insomnia export',
    fix: withResponses,
  },
  {
    begins: /^\s*\[\s*\{[\s\S]{0,200}"(status"\s*:\s*"COMPLETE|protocolVersion)"/,
    is: 'a session of Charles',
    fix: 'In Charles: File, Export Session, HTTP Archive (.har).',
  },
  {
    begins: /^\d+:\d+:[a-z_]+;/,
    is: 'a flow file of mitmproxy',
    fix: 'Convert it: mitmdump -nr FILE --set hardump=out.har',
  },
  {
    begins:
      /^(# (Netscape )?HTTP Cookie File|\s*(\{\s*"cookies"\s*:\s*)?\[\s*\{\s*"(name|domain)")/,
    is: 'a list of cookies',
    fix: 'Which requests they went with, a HAR file tells. In DevTools: Network, Export HAR (with sensitive data).',
  },
  {
    begins: /^RawContent\s+: HTTP\//m,
    is: 'what Invoke-WebRequest prints',
    fix: 'It cuts headers short. Use curl.exe -i with the same URL, and give the command and what it prints.',
  },
  {
    begins: /^\s*curl(\.exe)?\s/,
    is: 'a curl command',
    fix: 'Give it as a curl command: in a text file, or by a pipe.',
  },
];
