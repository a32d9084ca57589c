/** The page of the bench before its script runs. It is the same on every host. */

/** @param paths where the script and the style sheet are, on the page's own host */
export const shell = ({ script, style }: { readonly script: string; readonly style: string }) =>
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="script-src 'self'">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${style}">
<title>The bench of the cookie lab</title>
<body>
<noscript>The bench sends requests by script. Allow scripts for this page.</noscript>
<script type="module" src="${script}"></script>
</body>
</html>
`;
