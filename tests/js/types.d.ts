// The build puts the worker's script there, as text.
declare module "worker-script" {
  const script: string;
  export default script;
}
// And what the engine's files are.
declare module "engine-manifest" {
  const manifest: import("../../overrides/planner/engine.mjs").Manifest;
  export default manifest;
}
