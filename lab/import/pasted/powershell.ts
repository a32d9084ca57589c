/**
 * A curl command for PowerShell, which escapes with a backtick what bash escapes with a backslash:
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_special_characters
 */

/** Does a line of it end with a backtick? */
export const isForPowerShell = (text: string): boolean =>
  /\bcurl(?:\.exe)?[ \t][^\n]*`\r?\n/.test(text);

/** As bash has it, every character in its place. */
export const asBash = (text: string): string => text.replace(/`(?=["$`]|\r?\n)/g, '\\');
