import ts from 'typescript';

export const FUNCTION_LINES = 80;
export const FILE_LINES = 300;
/** Above what is longer, with the reason. */
const FUNCTION_REASON = /Over 80 lines: \S/;
const FILE_REASON = /Over 300 lines: \S/;

export interface LongCode {
  /** From 1. */
  line: number;
  name: string;
  lines: number;
}

/**
 * Functions of more than 80 lines without a comment above them that says why (`Over 80 lines: …`), and the
 * file itself if it has more than 300 and no comment on its first line that does (`Over 300 lines: …`).
 */
export function longCode(file: string, text: string): LongCode[] {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const lineAt = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1;
  const found: LongCode[] = [];
  const lines = lineAt(text.trimEnd().length);
  if (lines > FILE_LINES && !FILE_REASON.test(text.slice(0, text.indexOf('\n')))) {
    found.push({ line: 1, name: 'the file', lines });
  }
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const line = lineAt(node.getStart());
      const lines = lineAt(node.end) - line + 1;
      if (lines > FUNCTION_LINES && !FUNCTION_REASON.test(commentsAbove(node, text))) {
        found.push({ line, name: nameOf(node), lines });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Of the function, or of what it is assigned or handed to where that begins on its line. */
function commentsAbove(node: ts.Node, text: string): string {
  let outer = node;
  const source = node.getSourceFile();
  const line = (one: ts.Node) => source.getLineAndCharacterOfPosition(one.getStart()).line;
  while (!ts.isSourceFile(outer.parent) && line(outer.parent) === line(node)) outer = outer.parent;
  const ranges = ts.getLeadingCommentRanges(text, outer.getFullStart()) ?? [];
  // In one line, as a comment may be wrapped anywhere.
  return ranges
    .map(({ pos, end }) => text.slice(pos, end).replace(/\s*\n\s*(?:\*|\/\/)?\s*/g, ' '))
    .join(' ');
}

function nameOf(node: ts.Node): string {
  for (let one: ts.Node = node; !ts.isSourceFile(one); one = one.parent) {
    const { name } = one as { name?: ts.Node };
    if (name && ts.isIdentifier(name)) return name.text;
  }
  return 'a function';
}
