import type { ModelTree } from "../scoring/frozen-model.ts";
import { binColumns } from "./bins.ts";
import { growTree, type TreeSettings } from "./tree.ts";

export type BoostingInput = { x: Float64Array; n: number; p: number; y: Uint8Array };
export type BoostingSettings = TreeSettings & { trees: number; rate: number; patience: number; seed: number };
export type Boosted = { intercept: number; trees: ModelTree[] };

export const BOOSTING: BoostingSettings = {
  trees: 200,
  rate: 0.08,
  leaves: 16,
  minLeaf: 20,
  l2: 1,
  patience: 12,
  seed: 1,
};

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** Every tenth row in a fixed shuffle tells when to stop; below that many there is nothing to hold back. */
const LEAST_HELD_BACK = 50;

/** A fixed pseudo-random part of the rows (a 32-bit mix of their numbers), so that training is repeatable. */
function heldBack(n: number, seed: number): Uint8Array {
  const held = new Uint8Array(n);
  if (n / 10 < LEAST_HELD_BACK) return held;
  for (let i = 0; i < n; i++) {
    let mixed = Math.imul(i ^ (seed << 16), 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
    held[i] = ((mixed ^ (mixed >>> 13)) >>> 0) % 10 === 0 ? 1 : 0;
  }
  return held;
}

/**
 * Gradient-boosted trees on histograms for a yes-or-no outcome, with second-order steps and early stopping.
 * Sources: Friedman, Annals of Statistics 29 (2001), 1189–1232; Chen & Guestrin, KDD 2016, eq. 5–7 (leaf and gain);
 * Ke et al., NIPS 2017 (histograms, leaf-wise growth).
 * @param x n rows of p values, NaN unknown
 */
export function fitBoosting({ x, n, p, y }: BoostingInput, settings: BoostingSettings = BOOSTING): Boosted {
  const bins = binColumns(x, n, p);
  const held = heldBack(n, settings.seed);
  const rows = Uint32Array.from({ length: n }, (_, i) => i).filter((i) => held[i] === 0);
  const isStopping = rows.length < n;
  const positives = y.reduce((sum, label) => sum + label, 0);
  const intercept = Math.log((positives + 0.5) / (n - positives + 0.5));
  const logOdds = new Float64Array(n).fill(intercept);
  const gradient = new Float64Array(n);
  const hessian = new Float64Array(n);
  const trees: ModelTree[] = [];
  let best = Number.POSITIVE_INFINITY;
  let bestCount = 0;
  for (let round = 0; round < settings.trees; round++) {
    for (let i = 0; i < n; i++) {
      const mu = sigmoid(logOdds[i] as number);
      gradient[i] = mu - (y[i] as number);
      hessian[i] = mu * (1 - mu);
    }
    const tree = growTree(bins, rows, gradient, hessian, settings);
    if (!tree) break;
    for (let k = 0; k < tree.frozen.value.length; k++)
      tree.frozen.value[k] = settings.rate * (tree.frozen.value[k] as number);
    trees.push(tree.frozen);
    let loss = 0;
    for (let i = 0; i < n; i++) {
      const z = (logOdds[i] as number) + (tree.frozen.value[tree.leafOf(i)] as number);
      logOdds[i] = z;
      if (held[i] === 1) loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - (y[i] as number) * z;
    }
    if (!isStopping) continue;
    if (loss < best - 1e-9) {
      best = loss;
      bestCount = trees.length;
    } else if (trees.length - bestCount >= settings.patience) break;
  }
  return { intercept, trees: isStopping ? trees.slice(0, bestCount) : trees };
}
