/** The page that stands at every URL of the lab: a title, and the page side of the lab. */
import { pageScript } from '../../lab/page/bundle.ts';

/** Makes the function that writes the page of a host. */
export async function pageWriter(): Promise<(host: string) => string> {
  const script = await pageScript();
  return (host) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escaped(host)}</title>
<body>
<h1>${escaped(host)}</h1>
<p>A page of the cookie lab. Open the developer tools and send requests from here.</p>
<script>${script}</script>
</body>
</html>
`;
}

/** The host comes from a request header: it is text, never markup. */
export const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
