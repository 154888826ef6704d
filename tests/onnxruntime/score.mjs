// Scores rows with ONNX Runtime.
//
// Usage: node score.mjs MODEL.onnx ROWS.bin COLUMNS OUT.bin
// Rows are little-endian doubles, row-major. Written are two doubles a row: the probability and the log-odds.
import { readFileSync, writeFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const [model, rowsFile, columnsText, out] = process.argv.slice(2);
const columns = Number(columnsText);
const bytes = readFileSync(rowsFile);
const rows = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
const session = await InferenceSession.create(model);
const answer = await session.run({ rows: new Tensor('float64', rows, [rows.length / columns, columns]) });
const scores = new Float64Array(2 * answer.probability.data.length);
for (let i = 0; i < answer.probability.data.length; i++) {
  scores[2 * i] = answer.probability.data[i];
  scores[2 * i + 1] = answer.log_odds.data[i];
}

writeFileSync(out, Buffer.from(scores.buffer));
