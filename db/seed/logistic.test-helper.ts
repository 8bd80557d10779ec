type Fit = { weights: number[]; errors: number[] };

/** Inverts a symmetric positive definite matrix (Gauss-Jordan; small ones only). */
function invert(matrix: number[][]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...Array.from({ length: size }, (_, j) => (i === j ? 1 : 0))]);
  for (let at = 0; at < size; at++) {
    const pivot = rows[at] ?? [];
    const scale = pivot[at] ?? 0;
    for (let j = 0; j < pivot.length; j++) pivot[j] = (pivot[j] ?? 0) / scale;
    for (let i = 0; i < size; i++) {
      const row = rows[i];
      if (i === at || !row) continue;
      const factor = row[at] ?? 0;
      for (let j = 0; j < row.length; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
    }
  }
  return rows.map((row) => row.slice(size));
}

/** Logistic regression by Newton's method: maximum likelihood weights with their standard errors. */
export function fitLogistic(inputs: number[][], outcomes: boolean[]): Fit {
  const size = inputs[0]?.length ?? 0;
  let weights = Array.from({ length: size }, () => 0);
  let covariance: number[][] = [];
  for (let round = 0; round < 30; round++) {
    const gradient = Array.from({ length: size }, () => 0);
    const hessian = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
    inputs.forEach((x, n) => {
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0)));
      const error = (outcomes[n] ? 1 : 0) - p;
      for (let i = 0; i < size; i++) {
        gradient[i] = (gradient[i] ?? 0) + error * (x[i] ?? 0);
        const row = hessian[i] ?? [];
        for (let j = 0; j < size; j++) row[j] = (row[j] ?? 0) + p * (1 - p) * (x[i] ?? 0) * (x[j] ?? 0);
      }
    });
    covariance = invert(hessian);
    const step = covariance.map((row) => row.reduce((sum, value, j) => sum + value * (gradient[j] ?? 0), 0));
    weights = weights.map((weight, i) => weight + (step[i] ?? 0));
    if (step.every((value) => Math.abs(value) < 1e-9)) break;
  }
  return { weights, errors: covariance.map((row, i) => Math.sqrt(row[i] ?? 0)) };
}
