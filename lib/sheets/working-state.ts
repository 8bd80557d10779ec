import { applyChanges, diffItems, type ItemChange, mergeCopies } from "./diff-items.ts";
import type { Edit, EditedDraft } from "./edit-schemas.ts";
import { type Copy, getItem, type ItemRef, itemHash, refText, sameItem, sameRef, withItem } from "./items.ts";

/** One thing that somebody did, and how to take it back. */
type Step = { forth: ItemChange[]; back: ItemChange[]; at: number };

/** A draft as one browser edits it. */
export type WorkingState = {
  /** What the server is known to have, as of `revision`. */
  base: Copy;
  revision: number;
  mine: Copy;
  /** Items that somebody else has changed as well: kept back until it is said whose counts. */
  conflicts: readonly ItemRef[];
  undo: readonly Step[];
  redo: readonly Step[];
};

/** Changes to one item that follow each other closer than this are one step back. */
const ONE_STEP_MS = 1_000;
const MAX_STEPS = 200;

export const startWorking = (base: Copy, revision: number): WorkingState => ({
  base,
  revision,
  mine: base,
  conflicts: [],
  undo: [],
  redo: [],
});

/** A conflict is over once both say the same. */
const settled = (state: WorkingState): WorkingState => ({
  ...state,
  conflicts: state.conflicts.filter((ref) => !sameItem(getItem(state.mine, ref), getItem(state.base, ref))),
});

const isMove = ({ before, value }: ItemChange): boolean => sameItem(before, value);

function joined(last: Step | undefined, step: Step): Step | null {
  const [a, b] = [last?.forth, step.forth];
  const [first, second] = [a?.[0], b[0]];
  if (!last || !first || !second || a?.length !== 1 || b.length !== 1) return null;
  const plain = (change: ItemChange) => !isMove(change) && change.before !== null && change.value !== null;
  if (!sameRef(first, second) || !plain(first) || !plain(second) || step.at - last.at > ONE_STEP_MS)
    return null;
  const [back] = last.back;
  if (!back) return null;
  return {
    at: step.at,
    forth: [{ ...second, before: first.before }],
    back: [{ ...back, before: second.value }],
  };
}

/** What the person at this browser does. @param now milliseconds */
export function changed(state: WorkingState, mine: Copy, now: number): WorkingState {
  const forth = diffItems(state.mine, mine);
  if (forth.length === 0) return { ...state, mine };
  const step = { forth, back: diffItems(mine, state.mine), at: now };
  const together = joined(state.undo.at(-1), step);
  const undo = together ? [...state.undo.slice(0, -1), together] : [...state.undo, step];
  return settled({ ...state, mine, undo: undo.slice(-MAX_STEPS), redo: [] });
}

/**
 * What the person did to the copy as it was `drawn`, brought onto what it is by now: a save may have been answered, or
 * somebody else's change have come in, since the screen was drawn. @param now milliseconds
 */
export const edited = (state: WorkingState, drawn: Copy, next: Copy, now: number): WorkingState =>
  changed(state, state.mine === drawn ? next : mergeCopies(drawn, next, state.mine).copy, now);

/** Takes back what still stands as it was done; what somebody else has changed since is left alone. */
function stepped(state: WorkingState, changes: readonly ItemChange[]): Copy {
  const standing = changes.filter((change) => {
    const now = getItem(state.mine, change);
    return isMove(change) ? now !== null : sameItem(now, change.before);
  });
  return applyChanges(
    state.mine,
    standing.map((change) => (isMove(change) ? { ...change, value: undefined } : change)),
  );
}

/** The last own step that can still be taken back, taken back. */
export function undone(state: WorkingState): WorkingState {
  const step = state.undo.at(-1);
  if (!step) return state;
  const mine = stepped(state, step.back);
  const next = { ...state, mine, undo: state.undo.slice(0, -1) };
  if (diffItems(state.mine, mine).length === 0) return undone(next);
  return settled({ ...next, redo: [...state.redo, step] });
}

export function redone(state: WorkingState): WorkingState {
  const step = state.redo.at(-1);
  if (!step) return state;
  const mine = stepped(state, step.forth);
  const next = { ...state, mine, redo: state.redo.slice(0, -1) };
  if (diffItems(state.mine, mine).length === 0) return redone(next);
  return settled({ ...next, undo: [...state.undo, { ...step, at: 0 }] });
}

/** What the server has by now, with own changes on top. `held`: items that are being typed into. */
export function merged(
  state: WorkingState,
  theirs: Copy,
  revision: number,
  held?: (ref: ItemRef) => boolean,
): WorkingState {
  const { copy, conflicts } = mergeCopies(state.base, state.mine, theirs, held);
  const known = new Map([...state.conflicts, ...conflicts].map((ref) => [refText(ref), ref]));
  return settled({ ...state, base: theirs, revision, mine: copy, conflicts: [...known.values()] });
}

/** Own changes that can be sent: all but those in conflict. */
export const unsent = ({ base, mine, conflicts }: WorkingState): ItemChange[] =>
  diffItems(base, mine).filter((change) => !conflicts.some((ref) => sameRef(ref, change)));

/** Edits as the server takes them; `newId` makes the id by which a retry is known. */
export const toEdits = (changes: readonly ItemChange[], newId: () => string): Edit[] =>
  changes.map((change) => {
    const { kind, key, before, value, after } = change;
    const where = after === undefined ? {} : { after };
    const what = isMove(change) ? {} : { value };
    return { id: newId(), item: { kind, key }, was: itemHash(before), ...what, ...where };
  });

/**
 * After the server's answer to `edits`. The revision moves on only where nobody else's edits lie between: else what
 * they did is still to be fetched.
 */
export function answered(state: WorkingState, edits: readonly Edit[], answer: EditedDraft): WorkingState {
  let { base, mine } = state;
  const conflicts = [...state.conflicts];
  for (const { id, item, outcome, value } of answer.results) {
    const edit = edits.find((one) => one.id === id);
    const accepted = outcome !== "conflict";
    base = withItem(base, item, value, accepted ? edit?.after : undefined);
    if (!accepted) conflicts.push(item);
    // The server's words for the same, so that nothing is sent twice.
    else if (value !== null && edit?.value !== undefined && sameItem(getItem(mine, item), edit.value))
      mine = withItem(mine, item, value);
  }
  const revision = answer.from_revision === state.revision ? answer.revision : state.revision;
  return settled({ ...state, base, mine, conflicts, revision });
}

/** Says whose version of an item counts. Own ones are then sent over theirs. */
export function resolved(state: WorkingState, ref: ItemRef, whose: "mine" | "theirs"): WorkingState {
  const conflicts = state.conflicts.filter((one) => !sameRef(one, ref));
  const mine = whose === "mine" ? state.mine : withItem(state.mine, ref, getItem(state.base, ref));
  return { ...state, mine, conflicts };
}
