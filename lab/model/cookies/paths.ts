/** RFC 10025 §5.1.4: paths and path-match. */

/**
 * The default-path of a cookie set by a URL's path.
 *
 *     ''        → '/'      '/a'    → '/'
 *     '/a/'     → '/a'     '/a/b'  → '/a'
 */
export function defaultPath(path: string): string {
  if (!path.startsWith('/')) return '/';
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

/**
 * Does a request's path match a cookie's?
 *
 *     '/a', '/a/', '/a/b' match '/a'
 *     '/ab', '/', '/A'    do not
 */
export function pathMatches(path: string, cookiePath: string): boolean {
  if (path === cookiePath) return true;
  return (
    path.startsWith(cookiePath) && (cookiePath.endsWith('/') || path[cookiePath.length] === '/')
  );
}
