// The build puts the library beside the page's modules.
declare module "*/idb.js" {
  export * from "idb";
}
declare module "*/lean-qr.mjs" {
  export * from "lean-qr";
}
declare module "*/lean-qr-svg.mjs" {
  export * from "lean-qr/extras/svg";
}
