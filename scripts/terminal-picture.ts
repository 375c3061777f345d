/** What a terminal shows, as an SVG picture with text that can be read and searched. */

const COLUMN = 8.4;
const ROW = 20;
const PADDING = 20;
const BACKGROUND = '#12161d';
const COLORS: Readonly<Record<number, string>> = { 31: '#ff8f86', 32: '#6fd394', 33: '#f0b54a', 36: '#76c7ea' };
const PLAIN = '#e6eaf0';
const ESCAPE = '\u001b[';
const SEQUENCE = new RegExp(`(${ESCAPE.replace('[', '\\[')}\\d+m)`);

interface Style {
  readonly bold: boolean;
  readonly dim: boolean;
  readonly color: string;
}

const RESET: Style = { bold: false, dim: false, color: PLAIN };

/** Draws lines with the escape sequences of a terminal; a sequence it does not know is an error. */
export function terminalPicture(lines: readonly string[], title: string): string {
  let style = RESET;
  let columns = 0;
  const rows = lines.map((line, row) => {
    let column = 0;
    const y = PADDING + ROW * row + 14;
    const texts = line.split(SEQUENCE).map((part) => {
      if (part.startsWith(ESCAPE)) {
        style = styled(style, Number(part.slice(2, -1)));
        return '';
      }
      const lead = part.length - part.trimStart().length;
      const x = PADDING + COLUMN * (column + lead);
      column += part.length;
      return part.trim() === ''
        ? ''
        : `<text x="${round(x)}" y="${y}"${attributes(style)}>${escaped(part.trim())}</text>`;
    });
    columns = Math.max(columns, column);
    return texts.join('');
  });
  const [width, height] = [Math.ceil(columns * COLUMN + 2 * PADDING), lines.length * ROW + 2 * PADDING];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="${PLAIN}">
${rows.filter((row) => row !== '').join('\n')}
</g>
</svg>
`;
}

function styled(style: Style, code: number): Style {
  const color = COLORS[code];
  if (color !== undefined) return { ...style, color };
  if (code === 0) return RESET;
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 39) return { ...style, color: PLAIN };
  throw new Error(`escape sequence ${code} has no picture`);
}

function attributes({ bold, dim, color }: Style): string {
  return `${color === PLAIN ? '' : ` fill="${color}"`}${bold ? ' font-weight="bold"' : ''}${dim ? ' opacity="0.65"' : ''}`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
