/**
 * Puts the two halves of Pyodide's WebAssembly together (hooks/halves.py): the one that starts is made at once; the rest when a function of it is
 * called for the first time, which cannot wait, so that it is fetched there and then.
 *
 * @typedef {{[module: string]: any}} Imports
 */

// Graphics and a console of C's own. Nothing of ours has their addresses, and Pyodide would make three hundred places in a table for them, six of
// which the browser refuses at first.
const UNUSED = /^emscripten_(?:gl|console_|out$|err$)/;

/**
 * @param {WebAssembly.Module} module
 * @param {Imports} imports
 * @param {() => BufferSource} rest gives the other half's bytes at once
 */
export async function joined(module, imports, rest) {
  let whole = false;
  /** @type {Imports} */
  const given = { ...imports, "GOT.func": withoutUnused(imports["GOT.func"]), halves: { fetch: () => whole || join() } };
  const first = await WebAssembly.instantiate(module, given);
  function join() {
    new WebAssembly.Instance(new WebAssembly.Module(rest()), { ...given, halves: { ...given["halves"], ...first.exports } });
    whole = true;
  }
  return first;
}

/** @param {any} addresses of functions that a library might ask for @returns {any} */
function withoutUnused(addresses) {
  const nowhere = new WebAssembly.Global({ value: "i32", mutable: true }, 0);
  return new Proxy(addresses, { get: (all, name) => (UNUSED.test(String(name)) ? nowhere : all[name]) });
}
