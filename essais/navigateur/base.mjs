// What lies in the embedded base that a server under test writes to, read beside it: the facts, not what a page says of them.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const LIT = `
import json, sqlite3, sys
base = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
show = lambda cell: cell.hex() if isinstance(cell, bytes) else cell
print(json.dumps([[show(cell) for cell in row] for row in base.execute(sys.argv[2])]))
`;

/** Rows of a question, each an array; bytes as hexadecimal digits. */
export function lis(donnees, sql) {
  const fichier = join(donnees, 'coffre', 'cairn.db');
  return JSON.parse(execFileSync('python3', ['-c', LIT, fichier, sql], { encoding: 'utf8' }));
}
