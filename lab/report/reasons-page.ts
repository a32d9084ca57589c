/** docs/reasons.md, written from the tables: `npm run docs`. */
import { blockedBy, firefoxBlocks } from '../base/reasons/blocked.ts';
import { ownReasons, type ReasonCode } from '../base/reasons/codes.ts';
import { firefoxCookieMessages, firefoxCorsMessages } from '../base/reasons/firefox.ts';
import {
  cookieBlockedReasons,
  cookieExemptionReasons,
  corsErrors,
  setCookieBlockedReasons,
} from '../base/reasons/protocol.ts';
import { adviceOnReason, example, fixText } from '../diagnosis/index.ts';

const head = `# Reasons

Why a cookie was not sent or not stored, or a response not readable: every code in
\`exchanges[].reasons\` of the results, what it means and how to fix it. The codes are those of the
Chrome DevTools Protocol. What Firefox writes to its console is translated into them, with the
original in \`raw\`; WebKit gives no reasons. \`by\` is \`browser\` where the browser gives the reason,
and \`inferred\` where it gives none and the lab's model of it explains what was seen. Fixes speak of
a page on https://www.example.com and an API on https://api.example.org.

[RFC 10025](https://www.rfc-editor.org/rfc/rfc10025), "Cookies: HTTP State Management Mechanism", of July
2026 was RFC 6265bis before. Sections and steps have the numbers of its last draft, version 22.

_Written by \`npm run docs\` from the tables in lab/base/reasons/ and lab/diagnosis/advice/._
`;

interface Section {
  readonly title: string;
  readonly codes: readonly ReasonCode[];
}

const unique = <Value>(values: readonly Value[]) => [...new Set(values)];

const sections: readonly Section[] = [
  {
    title: 'Cookies not sent or not stored',
    codes: unique([...cookieBlockedReasons, ...setCookieBlockedReasons]),
  },
  {
    title: 'Cookies allowed although third-party cookies are blocked',
    codes: cookieExemptionReasons.filter((code) => code !== 'None'),
  },
  { title: 'Responses blocked by CORS', codes: corsErrors },
  { title: "The lab's own codes, where the protocol has none", codes: ownReasons },
];

/** The whole page in Markdown. */
export function reasonsPage(): string {
  const body = sections.map(({ title, codes }) =>
    [`## ${title}`, ...codes.map(entry)].join('\n\n'),
  );
  return `${[head.trimEnd(), ...body].join('\n\n')}\n`;
}

function entry(code: ReasonCode): string {
  const advice = adviceOnReason(code);
  if (!advice) return '';
  return [
    `### ${code}`,
    '',
    advice.meaning,
    '',
    `- Fix: ${fixText(advice, example)}`,
    `- Rule: ${advice.rule}`,
    `- Given by: ${givers(code).join('; ')}`,
  ].join('\n');
}

/** Who gives a code, and in which words. */
function givers(code: ReasonCode): string[] {
  const ofProtocol: readonly string[] = [
    ...cookieBlockedReasons,
    ...setCookieBlockedReasons,
    ...cookieExemptionReasons,
    ...corsErrors,
  ];
  const ids = [
    ...Object.entries(firefoxCookieMessages).filter(([, message]) => message.code === code),
    ...Object.entries(firefoxCorsMessages).filter(([, translated]) => translated === code),
    ...firefoxBlocks.filter((one) => one.code === code).map(({ category }) => [category] as const),
  ].map(([id]) => `\`${id}\``);
  const blocks = Object.entries(blockedBy).filter(([, blocked]) => blocked.code === code);
  const raw = blocks.map(([id]) => `\`${id}\``);
  const all = [
    ...(ofProtocol.includes(code) ? ['Chromium'] : []),
    ...(raw.length > 0 ? [`Chromium of a whole request as ${raw.join(', ')}`] : []),
    ...(ids.length > 0 ? [`Firefox as ${ids.join(', ')}`] : []),
  ];
  return all.length > 0 ? all : ['no browser; inferred'];
}
