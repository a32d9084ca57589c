/** Globs as the command line and deviations use them. */
import picomatch from 'picomatch';

/**
 * Does a name match a glob, the whole of it? `*` and `**` cross no boundary but what the name has.
 *
 *     'webkit*'      matches 'webkit', 'webkit:itp'
 *     'samesite/*'   matches 'samesite/none-without-secure'
 *     'webkit'       does not match 'webkit:itp'
 */
export const matchesGlob = (glob: string, name: string) => picomatch.isMatch(name, glob);
