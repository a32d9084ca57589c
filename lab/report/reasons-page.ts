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
import { help } from '../diagnosis/reasons/help.ts';

const head = `# Reasons

Why a cookie was not sent or not stored, or an answer not readable: every code that results can
hold (\`exchanges[].reasons\`), what it means and what fixes it. Codes are the Chrome DevTools
Protocol's; what Firefox says on its console is translated into them and kept beside as \`raw\`;
WebKit says nothing. \`by\` tells who speaks: \`browser\`, or \`inferred\` where the lab's model of
that browser explains what was seen and the browser itself is silent.

_Written by \`npm run docs\` from the tables in lab/reasons/._
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
    title: 'Cookies let through where the third-party policy would block',
    codes: cookieExemptionReasons.filter((code) => code !== 'None'),
  },
  { title: 'Answers kept from the page by CORS', codes: corsErrors },
  { title: "The lab's own codes, where the protocol has none of that spelling", codes: ownReasons },
];

/** The whole page in Markdown. */
export function reasonsPage(): string {
  const body = sections.map(({ title, codes }) =>
    [`## ${title}`, ...codes.map(entry)].join('\n\n'),
  );
  return `${[head.trimEnd(), ...body].join('\n\n')}\n`;
}

function entry(code: ReasonCode): string {
  const { meaning, rule, fix } = help[code];
  return [
    `### ${code}`,
    '',
    meaning,
    '',
    `- Mend: ${fix}`,
    `- Rule: ${rule}`,
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
