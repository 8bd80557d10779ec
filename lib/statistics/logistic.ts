import { CholeskyDecomposition, Matrix } from "ml-matrix";

export type LogisticInput = {
  /** n rows of p raw values, row after row. */
  x: Float64Array;
  n: number;
  p: number;
  /** 0 or 1 for each row. */
  y: Uint8Array;
  /** Ridge penalty on coefficients of columns scaled to unit deviation: l2 / 2 × their sum of squares. 1 unless given. */
  l2?: number;
  /** How much each row counts; 1 unless given. */
  weights?: Float64Array;
};

export type LogisticFit = {
  intercept: number;
  /** For the raw columns, as they came; 0 for a column that never varies. */
  coefficients: Float64Array;
  /** (p + 1) × (p + 1), intercept first: the inverse of the penalised information, a ridge estimate's posterior variance. */
  covariance: Float64Array;
  converged: boolean;
};

const MAX_STEPS = 50;
const MAX_HALVINGS = 30;
const TOLERANCE = 1e-9;

/** log(1 + e^z) without overflow. */
const softplus = (z: number): number => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

/** 1 / (1 + e^-z) without overflow. */
export const sigmoid = (z: number): number => {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
};

/** Columns made alike: z = (x - shift) / scale. Mostly empty columns are not shifted, so that their zeros can be skipped. */
function scaling(x: Float64Array, n: number, p: number): { shift: Float64Array; scale: Float64Array } {
  const shift = new Float64Array(p);
  const scale = new Float64Array(p);
  for (let j = 0; j < p; j++) {
    let sum = 0;
    let zeros = 0;
    for (let i = j; i < n * p; i += p) {
      const value = x[i] as number;
      sum += value;
      if (value === 0) zeros++;
    }
    const mean = n === 0 ? 0 : sum / n;
    let squares = 0;
    for (let i = j; i < n * p; i += p) squares += ((x[i] as number) - mean) ** 2;
    const deviation = Math.sqrt(squares / Math.max(1, n));
    const varies = deviation > 1e-12 * Math.max(1, Math.abs(mean));
    scale[j] = varies ? 1 / deviation : 0;
    shift[j] = zeros * 2 > n ? 0 : mean;
  }
  return { shift, scale };
}

/**
 * Logistic regression with a ridge penalty, by Newton's method (iteratively reweighted least squares) with step halving.
 * Source: Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning", 2nd ed., 4.4.1 and 18.3.2. Shifting columns
 * changes nothing but the intercept, which is not penalised.
 */
export function fitLogistic({ x, n, p, y, l2 = 1, weights }: LogisticInput): LogisticFit {
  const { shift, scale } = scaling(x, n, p);
  const size = p + 1;
  const z = new Float64Array(size);
  const filled = new Int32Array(size);
  z[0] = 1;
  /** Makes row i of the scaled columns; returns how many of its places are filled. */
  const row = (i: number): number => {
    let count = 1;
    for (let j = 0; j < p; j++) {
      const value = ((x[i * p + j] as number) - (shift[j] as number)) * (scale[j] as number);
      z[j + 1] = value;
      if (value !== 0) filled[count++] = j + 1;
    }
    return count;
  };
  const dot = (beta: Float64Array, count: number): number => {
    let sum = 0;
    for (let k = 0; k < count; k++) {
      const place = filled[k] as number;
      sum += (beta[place] as number) * (z[place] as number);
    }
    return sum;
  };
  const loss = (beta: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const eta = dot(beta, row(i));
      sum += (weights?.[i] ?? 1) * (softplus(eta) - (y[i] as number) * eta);
    }
    for (let j = 1; j < size; j++) sum += 0.5 * l2 * (beta[j] as number) ** 2;
    return sum;
  };
  /** Gradient and information of the penalised likelihood at beta. */
  const derive = (beta: Float64Array): { gradient: Float64Array; information: Float64Array } => {
    const gradient = new Float64Array(size);
    const information = new Float64Array(size * size);
    for (let i = 0; i < n; i++) {
      const count = row(i);
      const mu = sigmoid(dot(beta, count));
      const weight = weights?.[i] ?? 1;
      const residual = weight * ((y[i] as number) - mu);
      const w = weight * mu * (1 - mu);
      for (let a = 0; a < count; a++) {
        const left = filled[a] as number;
        const value = z[left] as number;
        gradient[left] = (gradient[left] as number) + residual * value;
        const scaled = w * value;
        const start = left * size;
        for (let b = 0; b <= a; b++) {
          const right = filled[b] as number;
          information[start + right] = (information[start + right] as number) + scaled * (z[right] as number);
        }
      }
    }
    for (let a = 0; a < size; a++) {
      if (a > 0) gradient[a] = (gradient[a] as number) - l2 * (beta[a] as number);
      // A column that never varies has no information of its own, and its coefficient stays 0.
      const ridge = a === 0 ? 1e-12 : scale[a - 1] === 0 ? 1 : Math.max(l2, 1e-9);
      information[a * size + a] = (information[a * size + a] as number) + ridge;
      for (let b = 0; b < a; b++) information[b * size + a] = information[a * size + b] as number;
    }
    return { gradient, information };
  };

  let beta: Float64Array = new Float64Array(size);
  let current = loss(beta);
  let converged = false;
  for (let step = 0; step < MAX_STEPS && !converged; step++) {
    const { gradient, information } = derive(beta);
    const direction = decompose(information, size)
      .solve(Matrix.columnVector(Array.from(gradient)))
      .to1DArray();
    let factor = 1;
    let next = beta;
    let found = current;
    for (let half = 0; half < MAX_HALVINGS; half++, factor /= 2) {
      const tried = beta.map((value, j) => value + factor * (direction[j] as number));
      const triedLoss = loss(tried);
      if (!(triedLoss <= current + 1e-12)) continue;
      next = tried;
      found = triedLoss;
      break;
    }
    converged = Math.abs(current - found) <= TOLERANCE * (Math.abs(current) + 1);
    beta = next;
    current = found;
  }
  const inverse = decompose(derive(beta).information, size).solve(Matrix.eye(size)).to1DArray();
  return unscale(beta, Float64Array.from(inverse), shift, scale, converged);
}

function decompose(information: Float64Array, size: number): CholeskyDecomposition {
  return new CholeskyDecomposition(Matrix.from1DArray(size, size, information));
}

/** Back to the raw columns: b_j = beta_j × scale_j, and the intercept takes up the shifts. */
function unscale(
  beta: Float64Array,
  inverse: Float64Array,
  shift: Float64Array,
  scale: Float64Array,
  converged: boolean,
): LogisticFit {
  const size = beta.length;
  const coefficients = Float64Array.from(scale, (factor, j) => factor * (beta[j + 1] as number));
  let intercept = beta[0] as number;
  for (let j = 0; j < coefficients.length; j++)
    intercept -= (coefficients[j] as number) * (shift[j] as number);
  // covariance = T × inverse × T', where T is diagonal but for its first row.
  const covariance = new Float64Array(size * size);
  const first = new Float64Array(size);
  for (let b = 0; b < size; b++) {
    let sum = inverse[b] as number;
    for (let j = 1; j < size; j++)
      sum -= (scale[j - 1] as number) * (shift[j - 1] as number) * (inverse[j * size + b] as number);
    first[b] = sum;
  }
  let corner = first[0] as number;
  for (let j = 1; j < size; j++)
    corner -= (first[j] as number) * (scale[j - 1] as number) * (shift[j - 1] as number);
  covariance[0] = corner;
  for (let a = 1; a < size; a++) {
    const factor = scale[a - 1] as number;
    covariance[a] = (first[a] as number) * factor;
    covariance[a * size] = covariance[a] as number;
    for (let b = 1; b < size; b++)
      covariance[a * size + b] = factor * (inverse[a * size + b] as number) * (scale[b - 1] as number);
  }
  return { intercept, coefficients, covariance, converged };
}
